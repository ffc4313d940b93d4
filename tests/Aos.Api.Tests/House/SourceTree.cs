using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Aos.Api.Tests.House;

/// <summary>The source files of the repository, as the house rules look at them.</summary>
internal static partial class SourceTree
{
    /// <summary>Root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    /// <summary>Every hand-written C# file below these folders of the root.</summary>
    public static IReadOnlyList<SourceFile> Of(params string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !Built().IsMatch(path) && !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>Every migration.</summary>
    public static IReadOnlyList<SourceFile> Migrations { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "api"), "*.sql", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => path.Contains("/Migrations/", StringComparison.Ordinal) && !Built().IsMatch(path))
            .Select(path => new SourceFile(path, string.Join('\n', File.ReadLines(Path.Combine(Root, path)).Select(line => line.Split("--")[0]))))];

    /// <summary>The area folders of the API.</summary>
    public static IReadOnlyList<string> Areas { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "api")).Select(path => Path.GetFileName(path)!)
            .Where(name => char.IsAsciiLetterUpper(name[0]) && name != "Platform").Order(StringComparer.Ordinal)];

    /// <summary>The rooms of the platform.</summary>
    public static IReadOnlyList<string> Rooms { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "api", "Platform")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [GeneratedRegex("(^|/)(bin|obj|Generated|node_modules)/")]
    private static partial Regex Built();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>A source file.</summary>
/// <param name="Path">Path from the root, with slashes.</param>
/// <param name="Text">What stands in it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The code without comments.</summary>
    public string Code { get; } = Comment().Replace(Text, "");

    /// <summary>Number of lines.</summary>
    public int Lines { get; } = Text.Count(c => c == '\n');

    /// <summary>Folder below <c>api/</c>: <c>OAuth</c>, or <c>Platform/Http</c>.</summary>
    public string Unit { get; } = UnitOf(Path);

    private static string UnitOf(string path)
    {
        var parts = path.Split('/');
        return parts is ["api", "Platform", var room, _, ..] ? $"Platform/{room}" : parts is ["api", var area, _, ..] ? area : path;
    }

    // A URL holds two slashes as well; they stand in strings and after a colon.
    [GeneratedRegex(@"(?<!:)//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
