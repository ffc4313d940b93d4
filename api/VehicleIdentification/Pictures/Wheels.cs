using System.Globalization;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Draws wheels.</summary>
internal static class Wheels
{
    private const int Spokes = 10;

    public static void Side(SvgDrawing svg, double x, double radius)
    {
        var rim = radius * 0.7;
        svg.Circle("fill=\"#17181A\" stroke=\"#050505\" stroke-width=\"1.5\"", x, radius, radius);
        svg.Circle("fill=\"none\" stroke=\"#2C2E31\" stroke-width=\"2\"", x, radius, radius * 0.86);
        svg.Circle("fill=\"#3A3D42\" stroke=\"#B4B8BD\" stroke-width=\"3\"", x, radius, rim);
        svg.Circle("fill=\"#26282B\"", x, radius, rim * 0.62);
        for (var i = 0; i < Spokes; i++)
        {
            var angle = (2 * Math.PI * i / Spokes) + 0.16;
            var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
            svg.Path("stroke=\"url(#rim)\" stroke-width=\"6.5\" stroke-linecap=\"round\" fill=\"none\"", "M", x + (rim * 0.16 * cos), radius + (rim * 0.16 * sin), "L", x + (rim * 0.93 * cos), radius + (rim * 0.93 * sin));
        }

        svg.Circle("fill=\"#C9CDD2\" stroke=\"#6B6F75\" stroke-width=\"1.2\"", x, radius, rim * 0.2);
        svg.Circle("fill=\"#55585D\"", x, radius, rim * 0.09);
    }

    /// <summary>A wheel with thin spokes and a wide tyre, as on motorcycles.</summary>
    public static void Motorcycle(SvgDrawing svg, double x, double radius, double tyre)
    {
        svg.Circle(string.Create(CultureInfo.InvariantCulture, $"fill=\"none\" stroke=\"#17181A\" stroke-width=\"{tyre:0.#}\""), x, radius, radius - 5);
        svg.Circle("fill=\"none\" stroke=\"#AEB2B8\" stroke-width=\"5\"", x, radius, radius - 11);
        for (var i = 0; i < 5; i++)
            foreach (var spread in (ReadOnlySpan<double>)[-0.16, 0.16])
            {
                var angle = (2 * Math.PI * i / 5) + 0.4;
                svg.Path("stroke=\"#7C8087\" stroke-width=\"4.5\" stroke-linecap=\"round\" fill=\"none\"", "M", x + (4 * Math.Cos(angle)), radius + (4 * Math.Sin(angle)), "L", x + ((radius - 12) * Math.Cos(angle + spread)), radius + ((radius - 12) * Math.Sin(angle + spread)));
            }

        svg.Circle("fill=\"none\" stroke=\"#C3C7CC\" stroke-width=\"4\" stroke-dasharray=\"7 3\"", x, radius, 12);
        svg.Circle("fill=\"#4A4D52\" stroke=\"#9BA0A6\" stroke-width=\"2\"", x, radius, 4.5);
    }
}
