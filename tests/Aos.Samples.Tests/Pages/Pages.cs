using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.Pages;

/// <summary>Every page that shows code: the Markdown files of the repository, and the pages as the API serves them.</summary>
internal static class Pages
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(SampleData.Folder, "..", ".."));
    private static readonly string GuideFolder = Path.Combine(Root, "api", "Platform", "Docs", "Pages");

    private static readonly HashSet<string> Foreign = ["bin", "obj", "node_modules", "artifacts", "TestResults", "Generated"];

    /// <summary>Names of the pages: paths from the root of the repository, or addresses below <c>/docs</c>.</summary>
    public static IEnumerable<string> All =>
    [
        .. Written(Root).Where(path => !path.StartsWith(Path.Combine(Root, "data"), StringComparison.Ordinal)).Where(path => !path.StartsWith(GuideFolder, StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal),
        .. Directory.EnumerateFiles(GuideFolder, "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .Select(name => name == "index" ? "/docs" : "/docs/" + name),
    ];

    /// <summary>
    /// Our own files only. What a package or a build put there is never looked at: its commands would be run.
    /// </summary>
    private static IEnumerable<string> Written(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md"),
        .. Directory.EnumerateDirectories(folder).Where(child => !Foreign.Contains(Path.GetFileName(child)) && !Path.GetFileName(child).StartsWith('.')).SelectMany(Written),
    ];

    /// <summary>The text of a page with its placeholders filled in.</summary>
    public static async Task<string> ReadAsync(ApiHost api, string page) => page.StartsWith('/')
        ? await api.AsNobody().GetStringAsync(page + ".md")
        : await File.ReadAllTextAsync(Path.Combine(Root, page));

    /// <summary>A folder to run commands in: it looks like a clone, but its <c>./aos</c> works on the database of the test.</summary>
    public static string Workplace(ApiHost api)
    {
        var place = Directory.CreateTempSubdirectory("aos-pages-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(place, "samples"), Path.Combine(Root, "samples"));
        var script = Path.Combine(place, "aos");
        File.WriteAllText(script, $"""
            #!/bin/sh
            export Database__ConnectionString='{api.Database.ConnectionString}' Database__DisposableCluster=true Keys__MasterKeyFile='{TestKey.File}' ASPNETCORE_ENVIRONMENT=Development
            exec dotnet '{Path.Combine(AppContext.BaseDirectory, "Aos.Api.dll")}' "$@"

            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return place;
    }
}
