using System.Globalization;
using System.Text;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>
/// Writes SVG from shapes given in centimetres: x to the right, y up from the ground. Numbers come out with one digit after the
/// point, so that the same vehicle is the same text everywhere.
/// </summary>
internal sealed class SvgDrawing(double scale, double left, double ground)
{
    private readonly StringBuilder _text = new(8192);

    /// <summary>A path. Letters are commands (M, L, C, Q, Z), pairs of numbers are points.</summary>
    public SvgDrawing Path(string style, params object[] parts)
    {
        _text.Append("<path d=\"");
        for (var i = 0; i < parts.Length; i++)
            if (parts[i] is string command)
                _text.Append(command);
            else
                Point(Number(parts[i]), Number(parts[++i]));
        _text.Append("\" ").Append(style).Append("/>\n");
        return this;
    }

    public SvgDrawing Circle(string style, double x, double y, double radius)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"{radius * scale:0.#}\" {style}/>\n");
        return this;
    }

    public SvgDrawing Ellipse(string style, double x, double y, double radiusX, double radiusY)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<ellipse cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" rx=\"{radiusX * scale:0.#}\" ry=\"{radiusY * scale:0.#}\" {style}/>\n");
        return this;
    }

    /// <summary>A rectangle by its lower left corner.</summary>
    public SvgDrawing Box(string style, double x, double y, double width, double height, double round)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(x):0.#}\" y=\"{Y(y + height):0.#}\" width=\"{width * scale:0.#}\" height=\"{height * scale:0.#}\" rx=\"{round * scale:0.#}\" {style}/>\n");
        return this;
    }

    public SvgDrawing Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    public override string ToString() => _text.ToString();

    private void Point(double x, double y) => _text.Append(CultureInfo.InvariantCulture, $"{X(x):0.#} {Y(y):0.#} ");

    private double X(double x) => left + (scale * x);

    private double Y(double y) => ground - (scale * y);

    private static double Number(object part) => Convert.ToDouble(part, CultureInfo.InvariantCulture);
}
