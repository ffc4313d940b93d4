namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Draws a car from the front or from behind; x counts from its middle.</summary>
internal static class CarEnds
{
    public static void Draw(SvgDrawing svg, BodyShape body, PaintTones tones, PictureView view)
    {
        var half = body.Width / 2;
        svg.Ellipse("fill=\"url(#shade)\"", 0, 1, half * 1.15, 7);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            svg.Box("fill=\"#17181A\" stroke=\"#050505\" stroke-width=\"1.5\"", side > 0 ? half - 25 : 2 - half, 0, 23, body.Wheel + 12, 5);
        var belt = view == PictureView.Front ? body.Cowl.Y : body.Deck.Y;
        if (body.IsOpen)
            OpenTop(svg, body, tones, half, belt);
        var outline = Outline(body, half, belt);
        svg.Path($"fill=\"{tones.Paint}\"", outline).Path("fill=\"url(#body)\"", outline);
        svg.Path($"fill=\"none\" stroke=\"{tones.Edge}\" stroke-width=\"2\" stroke-linejoin=\"round\"", outline);
        if (!body.IsOpen)
            Window(svg, body, half, belt, view);
        if (body.IsRugged)
            Rugged(svg, body, half);
        Mirrors(svg, body, tones, half);
        if (view == PictureView.Front)
            Front(svg, body, tones, half);
        else
            Rear(svg, body, tones, half);
    }

    private static object[] Outline(BodyShape body, double half, double belt)
    {
        var (sill, top, roof) = (body.Sill, body.Top, half * 0.66);
        object[] right = ["C", half - 4, sill, half - 1, sill + 8, half - 1, sill + 22, "C", half + 1, sill + 40, half, belt - 22, half - 6, belt - 3];
        object[] left = ["C", -half, belt - 22, -half - 1, sill + 40, 1 - half, sill + 22, "C", 1 - half, sill + 8, 4 - half, sill, 16 - half, sill, "Z"];
        object[] over = body.IsOpen
            ? ["C", half - 30, belt + 4, 30 - half, belt + 4, 6 - half, belt - 3]
            :
            [
                "C", half - 12, belt + 12, roof + 6, top - 9, roof - 2, top - 5,
                "C", roof * 0.6, top + 1, -roof * 0.6, top + 1, 2 - roof, top - 5,
                "C", -roof - 6, top - 9, 12 - half, belt + 12, 6 - half, belt - 3,
            ];
        return ["M", 16 - half, sill, "L", half - 16, sill, .. right, .. over, .. left];
    }

    private static void Window(SvgDrawing svg, BodyShape body, double half, double belt, PictureView view)
    {
        var (top, roof) = (body.Top - 10, half * 0.6);
        var low = view == PictureView.Front ? belt - 1 : belt + 2;
        svg.Path("fill=\"url(#glass)\" stroke=\"#0E1114\" stroke-width=\"3\" stroke-linejoin=\"round\"",
            "M", 14 - half, low, "C", 20 - half, low + 12, -roof - 4, top - 6, -roof, top, "C", -roof * 0.5, top + 3.5, roof * 0.5, top + 3.5, roof, top,
            "C", roof + 4, top - 6, half - 20, low + 12, half - 14, low, "C", half * 0.45, low - 4, -half * 0.45, low - 4, 14 - half, low, "Z");
        svg.Path("fill=\"none\" stroke=\"#FFFFFF\" stroke-opacity=\"0.3\" stroke-width=\"3\"", "M", -roof + 10, top - 8, "L", -half + 36, low + 8);
        if (view == PictureView.Front)
            svg.Path("fill=\"none\" stroke=\"#101214\" stroke-width=\"2.5\" stroke-linecap=\"round\"", "M", -half * 0.5, low - 1, "L", -4, low + 4, "M", 4, low - 1, "L", half * 0.5, low + 4);
    }

    private static void OpenTop(SvgDrawing svg, BodyShape body, PaintTones tones, double half, double belt)
    {
        foreach (var x in (ReadOnlySpan<double>)[-half * 0.4, half * 0.4])
        {
            svg.Path("fill=\"#2A2623\" stroke=\"#0E0D0C\" stroke-width=\"1.5\"", "M", x - 19, belt - 8, "C", x - 17, belt + 10, x - 14, belt + 14, x, belt + 14, "C", x + 14, belt + 14, x + 17, belt + 10, x + 19, belt - 8, "Z");
            svg.Box("fill=\"#332E2A\" stroke=\"#0E0D0C\" stroke-width=\"1.5\"", x - 10, belt + 13, 20, 12, 5);
        }

        var (top, roof) = (body.Top - 2, half * 0.68);
        object[] screen = ["M", 12 - half, belt - 3, "C", 18 - half, belt + 10, -roof - 2, top - 6, 4 - roof, top, "C", -roof * 0.5, top + 3.5, roof * 0.5, top + 3.5, roof - 4, top, "C", roof + 2, top - 6, half - 18, belt + 10, half - 12, belt - 3];
        svg.Path("fill=\"url(#glass)\" fill-opacity=\"0.35\"", [.. screen, "Z"]);
        svg.Path($"fill=\"none\" stroke=\"{tones.Edge}\" stroke-width=\"9\"", screen).Path($"fill=\"none\" stroke=\"{tones.Paint}\" stroke-width=\"6\"", screen);
    }

    private static void Rugged(SvgDrawing svg, BodyShape body, double half)
    {
        svg.Path("fill=\"#1B1D20\"", "M", 16 - half, body.Sill, "L", half - 16, body.Sill, "C", half - 4, body.Sill, half - 1, body.Sill + 4, half - 1, body.Sill + 13, "L", 1 - half, body.Sill + 13, "C", 1 - half, body.Sill + 4, 4 - half, body.Sill, 16 - half, body.Sill, "Z");
        svg.Box("fill=\"#A9ADB2\"", -half * 0.5, body.Sill + 1, half, 4, 2);
    }

    private static void Mirrors(SvgDrawing svg, BodyShape body, PaintTones tones, double half)
    {
        var y = body.Cowl.Y + 4;
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            svg.Path($"fill=\"{tones.Paint}\" stroke=\"{tones.Edge}\" stroke-width=\"1.6\"", "M", side * (half - 9), y - 3, "L", side * (half - 3), y - 2, "C", side * (half - 2), y + 8, side * (half + 14), y + 9, side * (half + 15), y + 3, "C", side * (half + 15), y - 4, side * (half + 2), y - 6, side * (half - 9), y - 3, "Z");
    }

    private static void Front(SvgDrawing svg, BodyShape body, PaintTones tones, double half)
    {
        var (nose, line) = (body.Nose, $"fill=\"none\" stroke=\"{tones.Line}\" stroke-width=\"1.8\" stroke-linecap=\"round\"");
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            svg.Path(line, "M", side * (half - 17), body.Cowl.Y - 5, "C", side * (half - 22), nose + 14, side * half * 0.52, nose + 8, side * half * 0.46, nose + 4);
            svg.Path("fill=\"#101214\" stroke=\"#2A2E33\" stroke-width=\"1.4\"", "M", side * half * 0.45, nose - 10, "C", side * half * 0.6, nose - 13, side * (half - 14), nose - 10, side * (half - 4), nose - 3, "C", side * (half - 5), nose + 4, side * (half - 10), nose + 6, side * (half - 14), nose + 6, "C", side * half * 0.66, nose + 5, side * half * 0.52, nose + 2, side * half * 0.45, nose - 1, "Z");
            foreach (var x in (ReadOnlySpan<double>)[half * 0.6, half * 0.79])
                svg.Circle("fill=\"url(#lamp)\" stroke=\"#FFFFFF\" stroke-opacity=\"0.7\" stroke-width=\"1.5\"", side * x, nose - 3.5, 5);
            svg.Path("fill=\"#15171A\"", "M", side * half * 0.66, body.Sill + 10, "L", side * (half - 8), body.Sill + 13, "L", side * (half - 6), body.Sill + 24, "L", side * half * 0.72, body.Sill + 21, "Z");
        }

        svg.Path("fill=\"#101214\" stroke=\"#BFC3C8\" stroke-width=\"2\" stroke-linejoin=\"round\"", "M", -half * 0.37, nose + 1, "C", -half * 0.18, nose + 4, half * 0.18, nose + 4, half * 0.37, nose + 1, "L", half * 0.33, nose - 15, "C", half * 0.15, nose - 18, -half * 0.15, nose - 18, -half * 0.33, nose - 15, "Z");
        for (var i = 1; i <= 3; i++)
            svg.Path("fill=\"none\" stroke=\"#5A5E64\" stroke-width=\"1.6\"", "M", -half * 0.33, nose + 1 - (4 * i), "L", half * 0.33, nose + 1 - (4 * i));
        svg.Path("fill=\"#15171A\"", "M", -half * 0.56, body.Sill + 6, "L", half * 0.56, body.Sill + 6, "L", half * 0.5, body.Sill + 19, "L", -half * 0.5, body.Sill + 19, "Z");
        Plate(svg, body.Sill + 15);
    }

    private static void Rear(SvgDrawing svg, BodyShape body, PaintTones tones, double half)
    {
        var (lamp, line) = (body.Tail.Y - 12, $"fill=\"none\" stroke=\"{tones.Line}\" stroke-width=\"1.8\" stroke-linecap=\"round\"");
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            svg.Path("fill=\"url(#tail)\" stroke=\"#4A0D10\" stroke-width=\"1.4\"", "M", side * half * 0.42, lamp + 5, "C", side * half * 0.6, lamp + 8, side * (half - 12), lamp + 8, side * (half - 3), lamp + 3, "C", side * (half - 1), lamp - 4, side * (half - 2), lamp - 10, side * (half - 3), lamp - 12, "L", side * half * 0.68, lamp - 10, "L", side * half * 0.44, lamp - 4, "Z");
            svg.Path("fill=\"none\" stroke=\"#FFC9C4\" stroke-opacity=\"0.75\" stroke-width=\"2\"", "M", side * half * 0.5, lamp + 1, "C", side * half * 0.66, lamp + 3, side * (half - 14), lamp + 2, side * (half - 8), lamp - 1);
            svg.Box("fill=\"#7E838A\" stroke=\"#1B1D20\" stroke-width=\"2\"", (side * half * 0.62) - 9, body.Sill + 1, 18, 6, 3);
            svg.Path(line, "M", side * half * 0.64, body.Deck.Y - 3, "C", side * half * 0.66, lamp - 10, side * half * 0.62, body.Sill + 34, side * half * 0.58, body.Sill + 30);
            svg.Box("fill=\"#8E1519\"", (side * half * 0.78) - 8, body.Sill + 18, 16, 3, 1.5);
        }

        svg.Path(line, "M", -half * 0.58, body.Sill + 30, "C", -half * 0.3, body.Sill + 28, half * 0.3, body.Sill + 28, half * 0.58, body.Sill + 30);
        svg.Path("fill=\"#1B1D20\"", "M", -half * 0.74, body.Sill + 1, "L", half * 0.74, body.Sill + 1, "L", half * 0.66, body.Sill + 11, "L", -half * 0.66, body.Sill + 11, "Z");
        Plate(svg, (lamp + body.Sill + 18) / 2);
    }

    private static void Plate(SvgDrawing svg, double y) =>
        svg.Box("fill=\"#F4F5F6\" stroke=\"#2A2E33\" stroke-width=\"1.6\"", -26, y - 1, 52, 11.5, 1.5).Box("fill=\"#C9CDD2\"", -17, y + 3, 34, 3.5, 1);
}
