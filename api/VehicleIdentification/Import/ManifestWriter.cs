using System.Text.Json;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Writes the manifest of a folder (<c>import --make-manifest</c>).</summary>
internal static class ManifestWriter
{
    private static readonly JsonSerializerOptions Indented = new(ImportJson.Default.Options) { WriteIndented = true };

    /// <summary>
    /// Names every NDJSON or CSV file, packed or not, whose name up to the first dot or hyphen is a kind;
    /// other files are not part of an import.
    /// </summary>
    /// <exception cref="ImportRefusedException">The folder has no such file, or an argument is wrong.</exception>
    public static async Task<ImportManifest> WriteAsync(string folder, string release, string dataSet, bool changed, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new ImportRefusedException($"There is no folder {folder}.");
        if (!LineForms.Release.Regex.IsMatch(release))
            throw new ImportRefusedException("The release must be 1 to 40 letters, digits, dots, hyphens or underscores.");
        if (DataSetNames.NumberOf(dataSet) is null)
            throw new ImportRefusedException("The data set must be production or sandbox.");

        var found =
            from path in Directory.EnumerateFiles(folder)
            let name = Path.GetFileName(path)
            where StoredFile.Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            let order = ImportFile.Kinds.ToList().IndexOf(name.Split('.', '-')[0])
            where order >= 0
            orderby order, name
            select (Path: path, Name: name, Kind: ImportFile.Kinds[order]);

        var files = new List<ImportFile>();
        foreach (var file in found)
        {
            var stored = await StoredFile.MeasureAsync(file.Path, cancellationToken);
            files.Add(new() { Name = file.Name, Kind = file.Kind, Rows = stored.Rows, Sha256 = stored.Sha256 });
        }

        if (files.Count == 0)
            throw new ImportRefusedException($"{folder} holds no file such as vehicles.ndjson.");
        var manifest = new ImportManifest { DataSet = dataSet, Release = release, Scope = changed ? "changed" : "full", Files = files };
        var text = JsonSerializer.Serialize(manifest, Indented) + "\n";
        await File.WriteAllTextAsync(Path.Combine(folder, ImportManifest.FileName), text, cancellationToken);
        return manifest;
    }
}
