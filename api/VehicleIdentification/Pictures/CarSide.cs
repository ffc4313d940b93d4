namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Draws a car from its left side, the front to the left.</summary>
internal static class CarSide
{
    private const double Gap = 5;

    public static void Draw(SvgDrawing svg, BodyShape body, PaintTones tones)
    {
        svg.Ellipse("fill=\"url(#shade)\"", body.Length / 2, 1, body.Length * 0.53, 8);
        Wheelhouses(svg, body);
        if (body.IsOpen)
            Interior(svg, body);
        var outline = Outline(body);
        svg.Path($"fill=\"{tones.Paint}\"", outline).Path("fill=\"url(#body)\"", outline);
        if (body.IsRugged)
            Cladding(svg, body);
        if (body.IsOpen)
            OpenTop(svg, body, tones);
        else
            Windows(svg, body, tones);
        Lines(svg, body, tones);
        Lamps(svg, body);
        svg.Path($"fill=\"none\" stroke=\"{tones.Edge}\" stroke-width=\"2\" stroke-linejoin=\"round\"", outline);
        foreach (var axle in new[] { body.FrontAxle, body.RearAxle })
            Wheels.Side(svg, axle, body.Wheel);
    }

    private static object[] Outline(BodyShape body)
    {
        var (cowl, front, rear, deck, tail, length, nose, sill) = (body.Cowl, body.RoofFront, body.RoofRear, body.Deck, body.Tail, body.Length, body.Nose, body.Sill);
        object[] over = body.IsOpen
            ? ["L", rear.X, rear.Y - 1, "C", rear.X + 14, rear.Y + 5, deck.X - 20, deck.Y + 5, deck.X, deck.Y]
            :
            [
                "C", cowl.X + 24, cowl.Y + 18, front.X - 24, front.Y - 9, front.X, front.Y,
                "C", front.X + 28, body.Top + 2, rear.X - 46, body.Top + 2, rear.X, rear.Y,
                "C", rear.X + ((deck.X - rear.X) * 0.4), rear.Y - ((rear.Y - deck.Y) * 0.18), deck.X - ((deck.X - rear.X) * 0.2), deck.Y + 8, deck.X, deck.Y,
            ];
        return
        [
            "M", 12, sill, "C", 3, sill + 1, 2, sill + 9, 2, sill + 16,
            "C", 1, nose - 16, 1, nose - 8, 12, nose,
            "C", 40, nose + 13, cowl.X - 54, cowl.Y - 5, cowl.X, cowl.Y,
            .. over,
            "C", deck.X + ((tail.X - deck.X) * 0.5), deck.Y - 1, tail.X - 8, tail.Y + 2, tail.X, tail.Y,
            "C", length - 1, tail.Y - 9, length, sill + 34, length - 1, sill + 20, "C", length - 1, sill + 6, length - 6, sill, length - 14, sill,
            .. Arch(body, body.RearAxle), .. Arch(body, body.FrontAxle), "Z",
        ];
    }

    /// <summary>Lower edge up to a wheel, over it, and down again, from the rear to the front.</summary>
    private static object[] Arch(BodyShape body, double axle)
    {
        var radius = body.Wheel + Gap;
        var half = Math.Sqrt((radius * radius) - ((body.Sill - body.Wheel) * (body.Sill - body.Wheel)));
        var round = radius * 0.5523;
        return
        [
            "L", axle + half, body.Sill,
            "C", axle + radius, body.Wheel - 4, axle + radius, body.Wheel, axle + radius, body.Wheel,
            "C", axle + radius, body.Wheel + round, axle + round, body.Wheel + radius, axle, body.Wheel + radius,
            "C", axle - round, body.Wheel + radius, axle - radius, body.Wheel + round, axle - radius, body.Wheel,
            "C", axle - radius, body.Wheel, axle - radius, body.Wheel - 4, axle - half, body.Sill,
        ];
    }

    private static void Wheelhouses(SvgDrawing svg, BodyShape body)
    {
        foreach (var axle in new[] { body.FrontAxle, body.RearAxle })
            svg.Circle("fill=\"#0B0C0E\"", axle, body.Wheel, body.Wheel + Gap);
        svg.Box("fill=\"#0B0C0E\"", body.FrontAxle, body.Sill - 3, body.RearAxle - body.FrontAxle, 12, 2);
    }

    private static void Windows(SvgDrawing svg, BodyShape body, PaintTones tones)
    {
        var (cowl, front, rear, deck) = (body.Cowl, body.RoofFront, body.RoofRear, body.Deck);
        var (beltFront, beltRear, end) = (cowl.Y + 1.5, deck.Y + 2.5, deck.X - ((deck.X - rear.X) * 0.24) - 7);
        object[] glass =
        [
            "M", cowl.X + 15, beltFront,
            "C", cowl.X + 34, cowl.Y + 17, front.X - 13, front.Y - 11, front.X + 7, front.Y - 5.5,
            "C", front.X + 32, body.Top - 4, rear.X - 44, body.Top - 4.5, rear.X - 9, rear.Y - 7,
            "C", rear.X + ((end - rear.X) * 0.45), rear.Y - 11, end - 8, beltRear + 7, end, beltRear,
            "C", end - 60, beltRear - 1.5, cowl.X + 100, beltFront - 1, cowl.X + 15, beltFront, "Z",
        ];
        svg.Path("fill=\"url(#glass)\" stroke=\"#0E1114\" stroke-width=\"3\" stroke-linejoin=\"round\"", glass);
        svg.Raw("<clipPath id=\"windows\">").Path("", glass).Raw("</clipPath>\n");
        foreach (var pillar in body.Pillars)
            svg.Path("fill=\"#14171B\" clip-path=\"url(#windows)\"", "M", pillar - 4.5, beltFront, "L", pillar - 3, body.Top - 4.5, "L", pillar + 2.5, body.Top - 5, "L", pillar + 5.5, beltRear, "Z");
        svg.Path("fill=\"none\" stroke=\"#FFFFFF\" stroke-opacity=\"0.35\" stroke-width=\"2\"", "M", cowl.X + 44, beltFront + 8, "L", front.X + 14, front.Y - 13);
        svg.Path($"fill=\"none\" stroke=\"{tones.Line}\" stroke-opacity=\"0.7\" stroke-width=\"1.4\"", "M", cowl.X + 2, cowl.Y, "C", cowl.X + 28, cowl.Y + 20, front.X - 20, front.Y - 6, front.X + 6, front.Y - 1.5);
    }

    private static void Interior(SvgDrawing svg, BodyShape body)
    {
        var seats = body.RearAxle - body.FrontAxle > 260 ? new[] { 240.0, 304 } : [262.0];
        foreach (var x in seats)
            svg.Path("fill=\"#2A2623\" stroke=\"#0E0D0C\" stroke-width=\"1.5\"", "M", x - 12, body.Cowl.Y - 12, "C", x - 6, body.Cowl.Y + 6, x, body.Cowl.Y + 14, x + 3, body.Cowl.Y + 15,
                "C", x + 2, body.Cowl.Y + 24, x + 6, body.Cowl.Y + 28, x + 12, body.Cowl.Y + 27, "C", x + 18, body.Cowl.Y + 26, x + 16, body.Cowl.Y + 14, x + 15, body.Cowl.Y + 12, "L", x + 20, body.Cowl.Y - 12, "Z");
        svg.Path("fill=\"none\" stroke=\"#17181A\" stroke-width=\"5\" stroke-linecap=\"round\"", "M", body.Cowl.X + 50, body.Cowl.Y - 2, "L", body.Cowl.X + 58, body.Cowl.Y + 14);
    }

    private static void OpenTop(SvgDrawing svg, BodyShape body, PaintTones tones)
    {
        var (cowl, front, rear) = (body.Cowl, body.RoofFront, body.RoofRear);
        svg.Path("fill=\"url(#glass)\" fill-opacity=\"0.55\" stroke=\"none\"", "M", cowl.X + 8, cowl.Y + 1, "C", cowl.X + 26, cowl.Y + 16, front.X - 22, front.Y - 9, front.X, front.Y, "L", front.X + 10, cowl.Y + 3, "L", cowl.X + 30, cowl.Y, "Z");
        svg.Path($"fill=\"none\" stroke=\"{tones.Paint}\" stroke-width=\"8\" stroke-linecap=\"round\"", "M", cowl.X + 2, cowl.Y, "C", cowl.X + 24, cowl.Y + 17, front.X - 22, front.Y - 9, front.X + 2, front.Y);
        svg.Path($"fill=\"none\" stroke=\"{tones.Edge}\" stroke-width=\"1.6\"", "M", cowl.X, cowl.Y + 2, "C", cowl.X + 22, cowl.Y + 19, front.X - 23, front.Y - 6, front.X + 2, front.Y + 2);
        svg.Path("fill=\"none\" stroke=\"#0E1114\" stroke-width=\"4\" stroke-linecap=\"round\"", "M", cowl.X + 14, cowl.Y + 0.5, "C", cowl.X + 80, cowl.Y + 2, rear.X - 60, rear.Y, rear.X, rear.Y);
        svg.Path("fill=\"#22252A\" stroke=\"#0E1114\" stroke-width=\"1.5\"", "M", rear.X - 4, rear.Y - 2, "C", rear.X, rear.Y + 8, rear.X + 14, rear.Y + 11, rear.X + 30, rear.Y + 8, "C", rear.X + 44, rear.Y + 5, body.Deck.X - 2, body.Deck.Y + 2, body.Deck.X, body.Deck.Y - 1, "Z");
    }

    private static void Cladding(SvgDrawing svg, BodyShape body)
    {
        const string Dark = "fill=\"none\" stroke=\"#1B1D20\" stroke-width=\"11\"";
        foreach (var axle in new[] { body.FrontAxle, body.RearAxle })
        {
            var (radius, round) = (body.Wheel + Gap + 2, (body.Wheel + Gap + 2) * 0.5523);
            svg.Path(Dark, "M", axle + radius, body.Sill + 2, "L", axle + radius, body.Wheel, "C", axle + radius, body.Wheel + round, axle + round, body.Wheel + radius, axle, body.Wheel + radius,
                "C", axle - round, body.Wheel + radius, axle - radius, body.Wheel + round, axle - radius, body.Wheel, "L", axle - radius, body.Sill + 2);
        }

        svg.Box("fill=\"#1B1D20\"", body.FrontAxle + body.Wheel + 6, body.Sill - 1, body.RearAxle - body.FrontAxle - (2 * body.Wheel) - 12, 9, 1);
        svg.Path("fill=\"#1B1D20\"", "M", 10, body.Sill, "L", 3, body.Sill + 14, "L", body.FrontAxle - body.Wheel - 6, body.Sill + 12, "L", body.FrontAxle - body.Wheel - 4, body.Sill, "Z");
        svg.Path("fill=\"#1B1D20\"", "M", body.Length - 8, body.Sill, "L", body.Length - 1, body.Sill + 15, "L", body.RearAxle + body.Wheel + 6, body.Sill + 12, "L", body.RearAxle + body.Wheel + 4, body.Sill, "Z");
        svg.Path("fill=\"none\" stroke=\"#B9BDC2\" stroke-width=\"4\" stroke-linecap=\"round\"", "M", body.RoofFront.X + 22, body.Top - 0.5, "C", body.RoofFront.X + 60, body.Top + 3, body.RoofRear.X - 80, body.Top + 3, body.RoofRear.X - 18, body.RoofRear.Y + 4.5);
    }

    private static void Lines(SvgDrawing svg, BodyShape body, PaintTones tones)
    {
        var line = $"fill=\"none\" stroke=\"{tones.Line}\" stroke-width=\"1.8\" stroke-linecap=\"round\"";
        var low = body.Sill + 8;
        for (var i = 0; i < body.Doors.Length; i++)
        {
            var x = body.Doors[i];
            var isLast = i == body.Doors.Length - 1;
            var foot = isLast ? Math.Min(x, body.RearAxle - body.Wheel - Gap - 4) : x;
            svg.Path(line, "M", x, body.Cowl.Y - 1, "C", x + 1, body.Cowl.Y - 24, foot + 1, low + 30, foot, low);
            if (i > 0)
                svg.Box($"fill=\"{tones.Paint}\" stroke=\"{tones.Line}\" stroke-width=\"1.2\"", x - 25, body.Cowl.Y - 15, 17, 3.4, 1.7);
        }

        svg.Path(line, "M", body.Doors[0], low, "L", Math.Min(body.Doors[^1], body.RearAxle - body.Wheel - Gap - 4), low);
        svg.Path("fill=\"none\" stroke=\"#FFFFFF\" stroke-opacity=\"0.28\" stroke-width=\"2.2\" stroke-linecap=\"round\"",
            "M", body.FrontAxle + 24, body.Cowl.Y - 14, "C", body.FrontAxle + 110, body.Cowl.Y - 9, body.RearAxle - 90, body.Deck.Y - 11, body.Length - 34, body.Tail.Y - 10);
        svg.Path("fill=\"none\" stroke=\"#000000\" stroke-opacity=\"0.22\" stroke-width=\"2.6\" stroke-linecap=\"round\"",
            "M", body.FrontAxle + body.Wheel + 16, body.Sill + 21, "C", body.FrontAxle + 150, body.Sill + 17, body.RearAxle - 120, body.Sill + 20, body.RearAxle - body.Wheel - 14, body.Sill + 27);
        svg.Path($"fill=\"{tones.Paint}\" stroke=\"{tones.Edge}\" stroke-width=\"1.6\"", "M", body.Cowl.X + 26, body.Cowl.Y + 2, "C", body.Cowl.X + 24, body.Cowl.Y + 11, body.Cowl.X + 30, body.Cowl.Y + 13, body.Cowl.X + 38, body.Cowl.Y + 12,
            "C", body.Cowl.X + 45, body.Cowl.Y + 11, body.Cowl.X + 44, body.Cowl.Y + 4, body.Cowl.X + 42, body.Cowl.Y + 2, "Z");
    }

    private static void Lamps(SvgDrawing svg, BodyShape body)
    {
        var (nose, tail, length) = (body.Nose, body.Tail, body.Length);
        svg.Path("fill=\"url(#lamp)\" stroke=\"#2A2E33\" stroke-width=\"1.4\"", "M", 4.5, nose - 9, "C", 6, nose - 4, 12, nose - 1, 18, nose + 1, "C", 28, nose + 3, 38, nose + 3, 44, nose + 2, "C", 38, nose - 5, 22, nose - 11, 4.5, nose - 9, "Z");
        svg.Path("fill=\"url(#tail)\" stroke=\"#4A0D10\" stroke-width=\"1.2\"", "M", length - 1, tail.Y - 10, "C", length - 3, tail.Y - 5, tail.X - 2, tail.Y - 3, tail.X - 8, tail.Y - 3, "L", tail.X - 34, tail.Y - 5, "C", tail.X - 32, tail.Y - 14, tail.X - 18, tail.Y - 19, length - 0.5, tail.Y - 21, "Z");
        svg.Path("fill=\"none\" stroke=\"#15171A\" stroke-width=\"3\" stroke-linecap=\"round\"", "M", 6, body.Sill + 8, "L", 30, body.Sill + 7);
    }
}
