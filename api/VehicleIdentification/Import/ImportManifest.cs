using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>What an import consists of, as <c>manifest.json</c> tells it.</summary>
internal sealed record ImportManifest
{
    public const string FileName = "manifest.json";

    [LineField("Which data.", IsNeeded = true, Words = nameof(LineWords.DataSets))]
    public string? DataSet { get; init; }

    [LineField("Name of the release: 1 to 40 letters, digits, dots, hyphens or underscores.", IsNeeded = true, Form = nameof(LineForms.Release))]
    public string? Release { get; init; }

    [LineField("Full: what is not in the files is gone. Changed: only what is new, changed or removed.", IsNeeded = true, Words = nameof(LineWords.Scopes))]
    public string? Scope { get; init; }

    [LineField("The files; a kind may have several. A full import names every kind but wmis and plants.", IsNeeded = true, Minimum = 1)]
    public IReadOnlyList<ImportFile>? Files { get; init; }

    /// <summary>Digest of the manifest's own bytes: the same digest is the same import.</summary>
    [JsonIgnore]
    public byte[] Sha256 { get; init; } = [];

    /// <summary>Folder that holds the files.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    [JsonIgnore]
    public bool IsFull => Scope == "full";

    [JsonIgnore]
    public long Rows => Files!.Sum(file => file.Rows ?? 0);

    public string PathOf(ImportFile file) => Path.Combine(Folder, file.Name!);

    /// <summary>Reads a manifest, or the manifest of a folder.</summary>
    /// <exception cref="ImportRefusedException">There is none, or it does not say what it must.</exception>
    public static ImportManifest Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(file))
            throw new ImportRefusedException($"There is no {FileName} at {path}; `import --make-manifest DIR` writes one.");
        var bytes = File.ReadAllBytes(file);
        ImportManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes, ImportJson.Default.ImportManifest)
                ?? throw new ImportRefusedException($"{file} holds no JSON object.");
        }
        catch (JsonException broken)
        {
            throw new ImportRefusedException($"{file} cannot be read (line {broken.LineNumber + 1}): {broken.Message}");
        }

        manifest = manifest with { Sha256 = SHA256.HashData(bytes), Folder = Path.GetDirectoryName(Path.GetFullPath(file))! };
        return manifest.FirstFault() is { } fault ? throw new ImportRefusedException($"{file}: {fault}") : manifest;
    }

    private string? FirstFault() =>
        DataSetNames.NumberOf(DataSet) is null ? "dataSet must be production or sandbox."
        : Release is null || !LineForms.Release.Regex.IsMatch(Release) ? "release must be 1 to 40 letters, digits, dots, hyphens or underscores."
        : Scope is not ("full" or "changed") ? "scope must be full or changed."
        : Files is not { Count: > 0 } ? "files must name at least one file."
        : Files.Select(FaultOf).FirstOrDefault(fault => fault is not null)
        ?? Files.GroupBy(file => file.Name).Where(same => same.Count() > 1).Select(same => $"{same.Key} is named twice.").FirstOrDefault()
        ?? ImportFile.Kinds.Except(ImportFile.OptionalKinds).Where(kind => IsFull && Files.All(file => file.Kind != kind))
            .Select(kind => $"a full import names every kind, and {kind} is missing; an empty file is fine.").FirstOrDefault();

    private string? FaultOf(ImportFile file) =>
        file.Name is null || !LineForms.File.Regex.IsMatch(file.Name) ? "a file needs a plain name without folders."
        : !ImportFile.Kinds.Contains(file.Kind) ? $"kind of {file.Name} must be one of {string.Join(", ", ImportFile.Kinds)}."
        : file.Rows is null or < 0 ? $"rows of {file.Name} must be a number of lines."
        : file.Sha256 is null || !LineForms.Digest.Regex.IsMatch(file.Sha256) ? $"sha256 of {file.Name} must be 64 hexadecimal digits."
        : !File.Exists(PathOf(file)) ? $"{file.Name} is not beside it."
        : null;
}

/// <summary>One file of an import.</summary>
internal sealed record ImportFile
{
    /// <summary>In the order of import: what a line refers to comes before it.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["brands", "wmis", "plants", "paints", "upholsteries", "options", "models", "vehicles"];

    /// <summary>Kinds that a full import may leave out; it is then as if their files were empty.</summary>
    public static readonly IReadOnlyList<string> OptionalKinds = ["wmis", "plants"];

    [LineField("Name beside the manifest; .csv is CSV, .gz is packed.", IsNeeded = true, Form = nameof(LineForms.File))]
    public string? Name { get; init; }

    [LineField("What its lines are.", IsNeeded = true, Words = nameof(LineWords.Kinds))]
    public string? Kind { get; init; }

    [LineField("Lines, or records after the header of CSV.", IsNeeded = true)]
    public long? Rows { get; init; }

    [LineField("SHA-256 of the file as stored, hexadecimal.", IsNeeded = true, Form = nameof(LineForms.Digest))]
    public string? Sha256 { get; init; }
}
