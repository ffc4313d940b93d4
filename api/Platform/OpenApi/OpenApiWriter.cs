using Aos.Api.Platform.OpenApi.Changes;

namespace Aos.Api.Platform.OpenApi;

/// <summary>Writes the documents of the repository (<c>openapi/*.json</c>), the input of the SDK, their changelogs, and the schemas of the areas.</summary>
internal static class OpenApiWriter
{
    /// <summary>Writes every document into the folder; a file that is right already stays untouched.</summary>
    /// <param name="services">Services of the application. It need not run, and neither database nor settings are asked.</param>
    /// <param name="directory">Folder of the files <c>{document}.json</c>; made if missing.</param>
    /// <returns>Paths of the files that changed.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(IServiceProvider services, string directory)
    {
        Directory.CreateDirectory(directory);
        var changed = new List<string>();
        foreach (var document in services.GetRequiredService<ApiDocuments>().All)
        {
            var path = Path.Combine(directory, document.Name + ".json");
            var text = await DocumentText.RenderAsync(services, document, new DocumentContact());
            await WriteAsync(path, text, changed);
            if (await ChangelogFiles.WriteAsync(directory, document.Name, text) is { } changelog)
                changed.Add(changelog);
        }

        foreach (var schemas in services.GetServices<SchemaFiles>())
            foreach (var (name, make) in schemas.Texts)
                await WriteAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(directory, schemas.Folder)).FullName, name + ".schema.json"), make(), changed);
        return changed;
    }

    private static async Task WriteAsync(string path, string text, List<string> changed)
    {
        if (File.Exists(path) && await File.ReadAllTextAsync(path) == text)
            return;
        await File.WriteAllTextAsync(path, text);
        changed.Add(path);
    }

    /// <summary>Marks the documents of the folder as released; none of them if one breaks what was released before.</summary>
    public static async Task<bool> ReleaseAsync(IServiceProvider services, string directory, DateOnly day, TextWriter errors)
    {
        var names = services.GetRequiredService<ApiDocuments>().All.Select(document => document.Name).ToList();
        var faults = await ChangelogFiles.FaultsAsync(directory, names);
        foreach (var fault in faults)
            await errors.WriteLineAsync(fault);
        foreach (var name in faults.Count == 0 ? names : [])
            await ChangelogFiles.ReleaseAsync(directory, name, day);
        return faults.Count == 0;
    }
}
