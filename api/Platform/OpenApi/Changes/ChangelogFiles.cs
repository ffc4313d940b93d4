using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>
/// The changelogs of the repository: <c>openapi/changelog/{document}.json</c>, made by comparing <c>openapi/{document}.json</c>
/// with <c>openapi/released/{document}.json</c>. They travel inside the assembly.
/// </summary>
internal static class ChangelogFiles
{
    public const string Folder = "changelog";
    public const string ReleasedFolder = "released";

    /// <summary>Writes the changelog of a document beside it.</summary>
    /// <returns>Path of the file if it changed, else null.</returns>
    public static async Task<string?> WriteAsync(string directory, string document, string text)
    {
        var path = PathOf(directory, Folder, document);
        var current = JsonNode.Parse(text)!.AsObject();
        var former = await ReadAsync(path);
        var written = ChangelogMaker.Make(document, current, await ReleasedAsync(directory, document), Changelog.Parse(former)).Render();
        if (written == former)
            return null;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, written);
        return path;
    }

    /// <summary>Why the documents of the folder must not come out as they are; empty when they may.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string directory, IEnumerable<string> documents)
    {
        var faults = new List<string>();
        foreach (var document in documents)
        {
            var current = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(directory, document + ".json")))!.AsObject();
            faults.AddRange(ChangelogMaker.Faults(current, await ReleasedAsync(directory, document)).Select(fault => $"{document}: {fault}"));
        }

        return faults;
    }

    /// <summary>Marks a document of the folder as released on this day: later ones are compared with it.</summary>
    public static async Task ReleaseAsync(string directory, string document, DateOnly day)
    {
        var changelog = PathOf(directory, Folder, document);
        await File.WriteAllTextAsync(changelog, ChangelogMaker.Release(Changelog.Parse(await ReadAsync(changelog))!, day).Render());
        Directory.CreateDirectory(Path.Combine(directory, ReleasedFolder));
        File.Copy(Path.Combine(directory, document + ".json"), PathOf(directory, ReleasedFolder, document), overwrite: true);
    }

    /// <summary>The document as it was last released; null before its first release.</summary>
    public static async Task<JsonObject?> ReleasedAsync(string directory, string document) =>
        await ReadAsync(PathOf(directory, ReleasedFolder, document)) is { } text ? JsonNode.Parse(text)!.AsObject() : null;

    private static async Task<string?> ReadAsync(string path) => File.Exists(path) ? await File.ReadAllTextAsync(path) : null;

    private static string PathOf(string directory, string folder, string document) => Path.Combine(directory, folder, document + ".json");
}
