using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;


namespace Aos.Api.Tests.House;

/// <summary>Draws who uses whom into ARCHITECTURE.md. Run with <c>AOS_UPDATE=1</c> to draw anew.</summary>
public sealed class MapTests
{
    private const string Begin = "<!-- map: begin -->";
    private const string End = "<!-- map: end -->";

    [Fact]
    public void The_map_in_ARCHITECTURE_is_the_code()
    {
        var path = Path.Combine(SourceTree.Root, "ARCHITECTURE.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, $"ARCHITECTURE.md needs {Begin} and {End}.");
        var drawn = text[..(from + Begin.Length)] + "\n" + Draw() + text[to..];
        if (Environment.GetEnvironmentVariable("AOS_UPDATE") == "1" && Environment.GetEnvironmentVariable("CI") is null)
            File.WriteAllText(path, drawn);
        else
            Assert.True(text == drawn, "The map in ARCHITECTURE.md is not the code's: run AOS_UPDATE=1 dotnet test tests/Aos.Api.Tests --filter MapTests");
    }

    private static string Draw()
    {
        var files = SourceTree.Of("api").Where(file => file.Unit != file.Path && file.Unit != "Platform").ToList();
        var units = files.GroupBy(file => file.Unit).OrderBy(unit => unit.Key, StringComparer.Ordinal).ToList();
        var map = new StringBuilder("```mermaid\nflowchart LR\n");
        foreach (var unit in units)
            map.Append(CultureInfo.InvariantCulture, $"  {Id(unit.Key)}[\"{unit.Key.Replace("Platform/", "", StringComparison.Ordinal)}<br/>{Size(unit)}\"]\n");
        map.Append("  subgraph rooms [Platform]\n");
        foreach (var unit in units.Where(unit => unit.Key.StartsWith("Platform/", StringComparison.Ordinal)))
            map.Append(CultureInfo.InvariantCulture, $"    {Id(unit.Key)}\n");
        map.Append("  end\n");
        foreach (var unit in units)
            foreach (var used in units.Select(other => other.Key).Where(other => other != unit.Key && unit.Any(file => Uses(file, other))))
                map.Append(CultureInfo.InvariantCulture, $"  {Id(unit.Key)} --> {Id(used)}\n");
        return map.Append("```\n").ToString();
    }

    /// <summary>Rounded, so that the map changes when the house does and not with every line.</summary>
    private static string Size(IEnumerable<SourceFile> files) =>
        string.Create(CultureInfo.InvariantCulture, $"about {Math.Max(100, (int)Math.Round(files.Sum(file => file.Lines) / 200.0) * 200)} lines");

    private static bool Uses(SourceFile file, string unit) =>
        Regex.IsMatch(file.Code, $@"\bAos\.Api\.{Regex.Escape(unit.Replace('/', '.'))}{(unit == "Platform" ? ";" : @"[.;]")}");

    private static string Id(string unit) => unit.Replace("/", "", StringComparison.Ordinal);
}
