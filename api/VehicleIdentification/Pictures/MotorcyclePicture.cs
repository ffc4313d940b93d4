namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Draws a motorcycle.</summary>
internal static class MotorcyclePicture
{
    private const double FrontAxle = 36;
    private const double RearAxle = 188;
    private const double Wheel = 33;

    public static void Side(SvgDrawing svg, PaintTones tones)
    {
        svg.Ellipse("fill=\"url(#shade)\"", 112, 1, 122, 5);
        Wheels.Motorcycle(svg, RearAxle, Wheel, 25);
        Wheels.Motorcycle(svg, FrontAxle, Wheel, 22);
        Chassis(svg);
        Engine(svg);
        Paintwork(svg, tones);
        Controls(svg);
    }

    public static void End(SvgDrawing svg, PaintTones tones, PictureView view)
    {
        svg.Ellipse("fill=\"url(#shade)\"", 0, 1, 40, 4);
        svg.Box("fill=\"#17181A\" stroke=\"#050505\" stroke-width=\"1.5\"", -8, 0, 16, 66, 8);
        svg.Box("fill=\"none\" stroke=\"#2F3237\" stroke-width=\"2\"", -4, 3, 8, 60, 4);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            svg.Path("fill=\"#7B8087\" stroke=\"#33363B\" stroke-width=\"2\"", "M", side * 12, 40, "L", side * 36, 42, "L", side * 38, 47, "L", side * 38, 55, "L", side * 36, 58, "L", side * 12, 60, "Z");
            svg.Path("fill=\"none\" stroke=\"#33363B\" stroke-width=\"1.5\"", "M", side * 20, 42, "L", side * 20, 58, "M", side * 26, 42, "L", side * 26, 58, "M", side * 32, 43, "L", side * 32, 58);
            svg.Path("fill=\"none\" stroke=\"#1B1D20\" stroke-width=\"7\" stroke-linecap=\"round\"", "M", side * 6, 104, "C", side * 22, 110, side * 34, 108, side * 46, 104);
            svg.Path("fill=\"none\" stroke=\"#3A3D42\" stroke-width=\"4\" stroke-linecap=\"round\"", "M", side * 28, 108, "L", side * 36, 124);
            svg.Box("fill=\"#1B1D20\" stroke=\"#3A3D42\" stroke-width=\"1.5\"", (side * 40) - 9, 122, 18, 10, 4);
        }

        if (view == PictureView.Front)
            Front(svg, tones);
        else
            Rear(svg, tones);
    }

    private static void Chassis(SvgDrawing svg)
    {
        const string Tube = "fill=\"none\" stroke=\"#2B2E33\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";
        svg.Path($"{Tube} stroke-width=\"15\"", "M", RearAxle, Wheel, "L", 128, 44);
        svg.Path($"{Tube} stroke-width=\"10\"", "M", 74, 92, "L", 96, 50, "L", 128, 42, "L", 136, 84, "M", 74, 92, "L", 138, 84, "L", 196, 92);
        svg.Path("fill=\"none\" stroke=\"#5A5E64\" stroke-width=\"8\" stroke-linecap=\"round\"", "M", 146, 48, "L", 158, 82);
        svg.Path("fill=\"none\" stroke=\"#C8CCD1\" stroke-width=\"11\" stroke-linecap=\"round\"", "M", FrontAxle, Wheel, "L", 58, 78);
        svg.Path("fill=\"none\" stroke=\"#4A4D52\" stroke-width=\"15\" stroke-linecap=\"round\"", "M", 54, 70, "L", 70, 103);
    }

    private static void Engine(SvgDrawing svg)
    {
        svg.Path("fill=\"url(#metal)\" stroke=\"#2A2D31\" stroke-width=\"2\" stroke-linejoin=\"round\"", "M", 90, 30, "L", 128, 28, "C", 138, 30, 141, 40, 139, 50, "L", 133, 66, "L", 94, 68, "C", 86, 60, 84, 40, 90, 30, "Z");
        svg.Circle("fill=\"#5E6369\" stroke=\"#2A2D31\" stroke-width=\"2\"", 121, 44, 11).Circle("fill=\"#878C92\" stroke=\"#44484D\" stroke-width=\"2\"", 121, 44, 6.5);
        svg.Box("fill=\"#8B9096\" stroke=\"#2A2D31\" stroke-width=\"2\"", 84, 40, 25, 20, 4);
        for (var i = 0; i < 4; i++)
            svg.Path("fill=\"none\" stroke=\"#4A4E54\" stroke-width=\"2.4\"", "M", 86, 43.5 + (4.4 * i), "L", 107, 43.5 + (4.4 * i));
        svg.Path("fill=\"none\" stroke=\"#9A9FA5\" stroke-width=\"10\" stroke-linecap=\"round\"", "M", 88, 40, "C", 86, 24, 100, 21, 150, 24);
        svg.Path("fill=\"url(#metal)\" stroke=\"#33363B\" stroke-width=\"2\" stroke-linejoin=\"round\"", "M", 148, 18, "L", 210, 36, "C", 215, 38, 215, 47, 210, 48, "L", 148, 31, "Z");
        svg.Path("fill=\"#1E2023\"", "M", 66, 70, "L", 86, 66, "L", 88, 38, "L", 78, 40, "Z");
    }

    private static void Paintwork(SvgDrawing svg, PaintTones tones)
    {
        var edge = $"stroke=\"{tones.Edge}\" stroke-width=\"2\" stroke-linejoin=\"round\"";
        object[] tank = ["M", 76, 96, "C", 82, 108, 98, 113, 114, 110, "C", 126, 107, 134, 98, 140, 88, "C", 126, 80, 100, 80, 82, 84, "C", 76, 86, 74, 91, 76, 96, "Z"];
        object[] nose = ["M", 48, 96, "C", 48, 106, 60, 115, 72, 117, "L", 86, 98, "C", 80, 86, 70, 74, 60, 72, "C", 55, 78, 48, 88, 48, 96, "Z"];
        object[] tail = ["M", 138, 93, "C", 158, 91, 180, 98, 196, 104, "L", 215, 105, "L", 217, 98, "C", 204, 86, 186, 80, 172, 78, "L", 144, 76, "Z"];
        object[] guard = ["M", 4, 46, "C", 8, 62, 22, 72, 38, 72, "C", 54, 71, 64, 62, 68, 52, "C", 58, 60, 50, 64, 38, 64, "C", 22, 64, 12, 58, 4, 46, "Z"];
        foreach (var part in new[] { guard, tail, nose, tank })
            svg.Path($"fill=\"{tones.Paint}\"", part).Path($"fill=\"url(#body)\" {edge}", part);
        svg.Path("fill=\"#1A1B1E\" stroke=\"#050505\" stroke-width=\"1.5\"", "M", 128, 95, "C", 140, 87, 152, 88, 164, 91, "C", 172, 100, 186, 102, 208, 103, "C", 210, 108, 204, 110, 196, 109, "C", 178, 108, 166, 104, 158, 98, "C", 148, 95, 138, 97, 128, 101, "Z");
        svg.Path("fill=\"none\" stroke=\"#FFFFFF\" stroke-opacity=\"0.35\" stroke-width=\"3\" stroke-linecap=\"round\"", "M", 86, 101, "C", 96, 107, 110, 107, 120, 101);
        svg.Path("fill=\"url(#lamp)\" stroke=\"#2A2E33\" stroke-width=\"2\"", "M", 49, 96, "C", 49, 102, 53, 107, 58, 110, "L", 64, 101, "C", 60, 96, 55, 92, 50, 90, "Z");
        svg.Path("fill=\"url(#tail)\" stroke=\"#4A0D10\" stroke-width=\"1.2\"", "M", 208, 102, "L", 219, 103, "L", 217, 97, "L", 209, 95, "Z");
        svg.Path("fill=\"none\" stroke=\"#1E2023\" stroke-width=\"5\" stroke-linecap=\"round\"", "M", 204, 90, "L", 224, 72);
    }

    private static void Controls(SvgDrawing svg)
    {
        svg.Path("fill=\"url(#glass)\" fill-opacity=\"0.6\" stroke=\"#2A2E33\" stroke-width=\"1.6\"", "M", 60, 112, "C", 60, 124, 70, 134, 82, 138, "L", 78, 113, "Z");
        svg.Path("fill=\"none\" stroke=\"#1B1D20\" stroke-width=\"7\" stroke-linecap=\"round\" stroke-linejoin=\"round\"", "M", 72, 108, "L", 82, 118, "L", 97, 114);
        svg.Path("fill=\"none\" stroke=\"#3A3D42\" stroke-width=\"4\" stroke-linecap=\"round\"", "M", 85, 118, "L", 82, 132).Ellipse("fill=\"#1B1D20\"", 81, 134, 7, 4);
        svg.Path("fill=\"none\" stroke=\"#4A4D52\" stroke-width=\"5\" stroke-linecap=\"round\"", "M", 132, 32, "L", 142, 32, "M", 158, 40, "L", 168, 41);
    }

    private static void Front(SvgDrawing svg, PaintTones tones)
    {
        var edge = $"stroke=\"{tones.Edge}\" stroke-width=\"2\" stroke-linejoin=\"round\"";
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            svg.Path("fill=\"none\" stroke=\"#C8CCD1\" stroke-width=\"8\" stroke-linecap=\"round\"", "M", side * 12, 30, "L", side * 12, 96);
        object[] guard = ["M", -10, 56, "C", -10, 70, 10, 70, 10, 56, "L", 10, 72, "C", 6, 76, -6, 76, -10, 72, "Z"];
        object[] mask = ["M", -22, 100, "C", -24, 112, -14, 122, 0, 122, "C", 14, 122, 24, 112, 22, 100, "C", 18, 86, 8, 78, 0, 78, "C", -8, 78, -18, 86, -22, 100, "Z"];
        foreach (var part in new[] { guard, mask })
            svg.Path($"fill=\"{tones.Paint}\"", part).Path($"fill=\"url(#body)\" {edge}", part);
        svg.Path("fill=\"url(#glass)\" fill-opacity=\"0.6\" stroke=\"#2A2E33\" stroke-width=\"1.6\"", "M", -14, 119, "C", -12, 132, -6, 139, 0, 139, "C", 6, 139, 12, 132, 14, 119, "C", 6, 124, -6, 124, -14, 119, "Z");
        svg.Circle("fill=\"url(#lamp)\" stroke=\"#2A2E33\" stroke-width=\"2.5\"", 0, 101, 10).Circle("fill=\"#FFFFFF\" fill-opacity=\"0.8\"", 0, 101, 4);
    }

    private static void Rear(SvgDrawing svg, PaintTones tones)
    {
        object[] tail = ["M", -17, 88, "C", -19, 98, -14, 106, 0, 107, "C", 14, 106, 19, 98, 17, 88, "C", 10, 80, -10, 80, -17, 88, "Z"];
        svg.Path($"fill=\"{tones.Paint}\"", tail).Path($"fill=\"url(#body)\" stroke=\"{tones.Edge}\" stroke-width=\"2\"", tail);
        svg.Path("fill=\"#1A1B1E\"", "M", -15, 101, "C", -10, 112, 10, 112, 15, 101, "C", 8, 106, -8, 106, -15, 101, "Z");
        svg.Box("fill=\"url(#tail)\" stroke=\"#4A0D10\" stroke-width=\"1.5\"", -12, 89, 24, 8, 4);
        svg.Box("fill=\"#F4F5F6\" stroke=\"#2A2E33\" stroke-width=\"1.6\"", -12, 62, 24, 17, 1.5).Box("fill=\"#C9CDD2\"", -8, 71, 16, 3.5, 1).Box("fill=\"#C9CDD2\"", -8, 65, 16, 3.5, 1);
        svg.Path("fill=\"url(#metal)\" stroke=\"#33363B\" stroke-width=\"2\"", "M", 13, 30, "L", 25, 30, "L", 27, 46, "L", 15, 46, "Z").Ellipse("fill=\"#15171A\"", 20, 37, 4, 5);
    }
}
