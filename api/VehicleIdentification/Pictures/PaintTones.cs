using System.Globalization;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>The tones of a drawing that follow from the paint.</summary>
internal sealed record PaintTones(string Paint, string Edge, string Line)
{
    /// <summary>Shown where the colour of a paint is not known.</summary>
    private const string Unknown = "#9AA0A6";

    /// <summary>Tones of a colour such as <c>#15171C</c>; of a neutral grey if none is known.</summary>
    public static PaintTones Of(string? hex)
    {
        hex ??= Unknown;
        var (red, green, blue) = (Part(hex, 1), Part(hex, 3), Part(hex, 5));
        var isDark = (0.299 * red) + (0.587 * green) + (0.114 * blue) < 70;
        // A dark body needs lighter lines, or its doors could not be seen.
        return new(hex, Mix(red, green, blue, isDark ? 12 : 0, 0.55), isDark ? Mix(red, green, blue, 255, 0.28) : Mix(red, green, blue, 0, 0.38));
    }

    private static int Part(string hex, int at) => int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Mix(int red, int green, int blue, int with, double share) => string.Create(CultureInfo.InvariantCulture,
        $"#{(int)(red + ((with - red) * share)):X2}{(int)(green + ((with - green) * share)):X2}{(int)(blue + ((with - blue) * share)):X2}");
}
