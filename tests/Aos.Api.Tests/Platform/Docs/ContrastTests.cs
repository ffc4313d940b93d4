using System.Globalization;
using System.Text.RegularExpressions;

namespace Aos.Api.Tests.Platform.Docs;

/// <summary>Text on its paper reaches the contrast of WCAG 2.2 AA (4.5 to 1) in the light and in the dark colours.</summary>
public sealed partial class ContrastTests(DocsHost host) : IClassFixture<DocsHost>
{
    private static readonly (string Ink, string Paper)[] Pairs =
    [
        ("ink", "paper"), ("ink", "surface"), ("ink-soft", "paper"), ("ink-soft", "surface"),
        ("accent", "paper"), ("accent", "accent-soft"), ("paper", "accent"),
        ("code-key", "surface"), ("code-string", "surface"), ("code-word", "surface"), ("code-number", "surface"),
        ("ok-ink", "ok-paper"), ("caller-ink", "caller-paper"), ("server-ink", "server-paper"),
    ];

    [Fact]
    public async Task Colours_have_enough_contrast()
    {
        var css = await host.Client.GetStringAsync("/docs/assets/site.css");
        var themes = css.Split("@media (prefers-color-scheme: dark)");
        foreach (var colours in themes.Take(2).Select(Colours))
            foreach (var (ink, paper) in Pairs)
                Assert.True(Contrast(colours[ink], colours[paper]) >= 4.5, $"{ink} on {paper}: {Contrast(colours[ink], colours[paper]):F2}");
    }

    private static Dictionary<string, string> Colours(string css) =>
        Token().Matches(css).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) =>
        0.2126 * Channel(hex, 0) + 0.7152 * Channel(hex, 2) + 0.0722 * Channel(hex, 4);

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6});", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Token();
}
