using System.Globalization;
using System.Net;
using System.Text;

namespace FleetDecode;

/// <summary>Charts as inline SVG, each with its numbers as a table for those who do not see it.</summary>
internal static class Charts
{
    private const int RowHeight = 28;
    private const int MostBars = 12;

    /// <summary>Lying bars, the longest first; what is beyond the twelfth is one bar.</summary>
    public static string Bars(string title, IReadOnlyDictionary<string, int> counts)
    {
        var sorted = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var shown = sorted.Count <= MostBars ? sorted : [.. sorted.Take(MostBars - 1), new($"{sorted.Count - MostBars + 1} others", sorted.Skip(MostBars - 1).Sum(pair => pair.Value))];
        var most = Math.Max(1, shown.Select(pair => pair.Value).DefaultIfEmpty().Max());
        var svg = new StringBuilder();
        foreach (var ((name, count), row) in shown.Select((pair, row) => (pair, row)))
        {
            var (y, width) = (row * RowHeight, Math.Max(2, count * 330 / most));
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="150" y="{y + 19}" class="name">{Text(name)}</text><rect x="160" y="{y + 5}" width="{width}" height="18" rx="3"/><text x="{width + 168}" y="{y + 19}" class="count">{count:N0}</text>""");
        }
        return Figure(title, $"0 0 560 {shown.Count * RowHeight}", svg, shown);
    }

    /// <summary>Standing bars in the order of their names, such as years; years without a vehicle are gaps.</summary>
    public static string Years(string title, IReadOnlyDictionary<string, int> counts)
    {
        var years = counts.Keys.Select(year => int.Parse(year, CultureInfo.InvariantCulture)).ToList();
        if (years.Count == 0)
            return "";
        var (first, span, most) = (years.Min(), years.Max() - years.Min() + 1, counts.Values.Max());
        var (step, svg) = (560.0 / span, new StringBuilder());
        foreach (var year in years)
        {
            var count = counts[year.ToString(CultureInfo.InvariantCulture)];
            var (x, height) = ((year - first) * step, Math.Max(2, count * 150.0 / most));
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{x + (step * 0.1):0.#}" y="{160 - height:0.#}" width="{step * 0.8:0.#}" height="{height:0.#}" rx="2"><title>{year}: {count:N0}</title></rect>""");
            if (span <= 14 || year % 5 == 0)
                svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x + (step / 2):0.#}" y="178" class="year">{year}</text>""");
        }
        return Figure(title, "0 0 560 184", svg, counts);
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Figure(string title, string box, StringBuilder svg, IEnumerable<KeyValuePair<string, int>> numbers)
    {
        var rows = string.Concat(numbers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(pair.Key)}</th><td>{pair.Value:N0}</td></tr>")));
        return $"""
            <figure>
              <figcaption>{Text(title)}</figcaption>
              <svg viewBox="{box}" role="img" aria-label="{Text(title)}; the numbers stand in the table below">{svg}</svg>
              <details><summary>Numbers</summary><table><caption>{Text(title)}</caption>{rows}</table></details>
            </figure>
            """;
    }
}
