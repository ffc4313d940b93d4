using System.Globalization;
using System.Text;

namespace Aos.Api.Publications.Documents;

/// <summary>The sections of the technical requirements as text (CommonMark), so that the page always says what the data say.</summary>
internal static class TechnicalText
{
    private static readonly Dictionary<string, Words> Languages = new(StringComparer.Ordinal)
    {
        ["en"] = new("Address of the portal", "Network", "Protocols", "Ports", "Host names", "Bandwidth", "Browsers", "Operating systems", "Applications", "Lowest version", "Runtimes", "Drivers", "Screen resolution"),
        ["de"] = new("Adresse des Portals", "Netzwerk", "Protokolle", "Ports", "Rechnernamen", "Bandbreite", "Browser", "Betriebssysteme", "Anwendungen", "Niedrigste Version", "Laufzeitumgebungen", "Treiber", "Bildschirmauflösung"),
        ["pl"] = new("Adres portalu", "Sieć", "Protokoły", "Porty", "Nazwy hostów", "Przepustowość", "Przeglądarki", "Systemy operacyjne", "Aplikacje", "Najniższa wersja", "Środowiska uruchomieniowe", "Sterowniki", "Rozdzielczość ekranu"),
    };

    /// <summary>The introduction of the editor, and the sections.</summary>
    /// <param name="introduction">What stands before the sections.</param>
    /// <param name="sections">The sections.</param>
    /// <param name="portalUrl">Address of the portal.</param>
    /// <param name="language">Language tag of the text; headings of other languages are English.</param>
    public static string Of(string introduction, TechnicalSections sections, string portalUrl, string language)
    {
        var words = Languages.GetValueOrDefault(language[..2], Languages["en"]);
        var text = new StringBuilder();
        if (introduction.Length > 0)
            text.Append(introduction.TrimEnd()).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{words.Address}: <{portalUrl}>\n\n");
        var network = sections.Network!;
        Heading(text, words.Network);
        Line(text, words.Protocols, network.Protocols);
        Line(text, words.Ports, network.Ports!.Select(port => port.ToString(CultureInfo.InvariantCulture)));
        Line(text, words.HostNames, network.HostNames);
        Line(text, words.Bandwidth, network.Bandwidth is { } bandwidth ? [bandwidth] : null);
        Products(text, words.Browsers, sections.Browsers!, words);
        Products(text, words.OperatingSystems, sections.OperatingSystems!, words);
        if (sections.Applications is { Count: > 0 } applications)
            Applications(text, applications, words);
        return text.ToString();
    }

    private static void Products(StringBuilder text, string heading, IReadOnlyList<TechnicalProduct> products, Words words)
    {
        Heading(text, heading);
        foreach (var product in products)
            text.Append(CultureInfo.InvariantCulture, $"- {Plain(product.Name!)}. {words.LowestVersion}: {Plain(product.LowestVersion!)}{(product.Remark is { Length: > 0 } remark ? $" ({Plain(remark)})" : "")}\n");
    }

    private static void Applications(StringBuilder text, IReadOnlyList<TechnicalApplication> applications, Words words)
    {
        Heading(text, words.Applications);
        foreach (var application in applications)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {Plain(application.Name!)}\n\n");
            Line(text, words.Runtimes, application.Runtimes);
            Line(text, words.Drivers, application.Drivers);
            Line(text, words.ScreenResolution, application.ScreenResolution is { } resolution ? [resolution] : null);
        }
    }

    private static void Heading(StringBuilder text, string heading) => text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n");

    private static void Line(StringBuilder text, string name, IEnumerable<string>? values)
    {
        if (values?.ToList() is { Count: > 0 } some)
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {string.Join(", ", some.Select(Plain))}\n");
    }

    /// <summary>A value of the sections with every character meaning itself.</summary>
    private static string Plain(string value)
    {
        var plain = new StringBuilder(value.Length);
        foreach (var c in value)
            (@"\`*_{}[]<>#!|~".Contains(c, StringComparison.Ordinal) ? plain.Append('\\') : plain).Append(c);
        return plain.ToString();
    }

    private sealed record Words(
        string Address, string Network, string Protocols, string Ports, string HostNames, string Bandwidth, string Browsers, string OperatingSystems, string Applications,
        string LowestVersion, string Runtimes, string Drivers, string ScreenResolution);
}
