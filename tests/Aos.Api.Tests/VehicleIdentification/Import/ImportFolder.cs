using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Database;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>A folder with a small import that a test alters and runs: a manifest, then <see cref="ImportAsync"/>.</summary>
internal sealed class ImportFolder : IDisposable
{
    public const string Vin = "WBAUV71070A193748";

    public const string VehicleLine = """{"vin":"WBAUV71070A193748","typeKey":"UV81","paint":"475","upholstery":"EBAT","engineNumber":"05896959","producedOn":"2008-09-22","options":["205","1CA"],"retrofits":[{"code":"235","fittedOn":"2009-05-14"}]}""";

    private readonly Dictionary<string, string> _lines = new()
    {
        ["brands"] = """
            {"code":"acme","name":"Acme"}
            {"code":"bolt","name":"Bolt","vehicleKind":"motorcycle"}
            """,
        ["paints"] = """
            {"code":"475","name":{"en":"black","de":"schwarz"},"hex":"#15171C"}
            {"code":"300","name":{"en":"white"}}
            """,
        ["upholsteries"] = """{"code":"EBAT","name":{"en":"Cloth","de":"Stoff"}}""",
        ["options"] = """
            {"code":"1CA","productType":"car","kind":"special","category":"technical","shortText":{"en":"Car thing","de":"Autosache"}}
            {"code":"1CA","productType":"motorcycle","kind":"special","category":"technical","shortText":{"en":"Motorcycle thing"}}
            {"code":"205","productType":"car","kind":"special","category":"technical","shortText":{"en":"Automatic transmission"}}
            {"code":"235","productType":"car","kind":"special","category":"exterior","shortText":{"en":"Tow bar"},"longText":{"en":"Tow bar, detachable."}}
            """,
        ["models"] = """
            {"typeKey":"UV81","leadModel":"UV81","model":"UV81","designation":"335i","brand":"acme","productType":"car","series":"E91","engineType":"N54"}
            {"typeKey":"0A01","leadModel":"0A01","model":"0A01","designation":"R 1200","brand":"bolt","productType":"motorcycle","series":"K50","engineType":"122EN","steering":"none"}
            """,
        ["vehicles"] = $$"""
            {{VehicleLine}}
            {"vin":"WB10A01000Z000001","typeKey":"0A01","paint":"300","producedOn":"2015-04-01","options":["1CA"]}
            {"vin":"WBAUV81010A000001","typeKey":"UV81","paint":"300","producedOn":"2009-03-17"}
            """,
    };

    public ImportFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"aos-import-{Guid.NewGuid():N}");

    public string Release { get; init; } = "2026-10";

    public bool IsChanged { get; init; }

    /// <summary>Rows written in one transaction.</summary>
    public int ChunkSize { get; init; } = 10_000;

    public ImportFolder With(string kind, params string[] lines)
    {
        _lines[kind] = string.Join("\n", lines);
        return this;
    }

    /// <summary>Adds the kinds that a full import may leave out.</summary>
    public ImportFolder WithPlants() => With("wmis",
            """{"code":"WBA","manufacturer":"Acme AG","brand":"acme","productType":"car","country":"DE","region":"europe"}""",
            """{"code":"WB9012","manufacturer":"Little Acme","country":"DE","region":"europe"}""")
        .With("plants",
            """{"wmi":"WBA","code":"A","name":{"en":"Munich","de":"München"},"country":"DE"}""",
            """{"wmi":"WBA","code":"V","name":{"en":"Leipzig"},"country":"DE","validTo":"2012-12-31"}""");

    public ImportFolder And(string kind, params string[] lines) => With(kind, [_lines[kind], .. lines]);

    public ImportFolder Only(params string[] kinds)
    {
        foreach (var kind in _lines.Keys.Except(kinds).ToList())
            _lines.Remove(kind);
        return this;
    }

    /// <summary>Writes no file of a kind from now on.</summary>
    public ImportFolder Without(string kind)
    {
        _lines.Remove(kind);
        return this;
    }

    /// <summary>Writes files and manifest.</summary>
    public async Task<ImportFolder> WrittenAsync()
    {
        foreach (var (kind, text) in _lines)
            await File.WriteAllTextAsync(FileOf(kind), text.Length == 0 ? "" : text + "\n");
        await ManifestWriter.WriteAsync(Path, Release, "sandbox", IsChanged, CancellationToken.None);
        return this;
    }

    /// <summary>Writes other bytes into a file and makes the manifest agree with them.</summary>
    public async Task<ImportFolder> WrittenAsync(string kind, byte[] content)
    {
        await WrittenAsync();
        await File.WriteAllBytesAsync(FileOf(kind), content);
        await ManifestWriter.WriteAsync(Path, Release, "sandbox", IsChanged, CancellationToken.None);
        return this;
    }

    /// <summary>Stores a file packed instead of plain.</summary>
    public async Task<ImportFolder> PackedAsync(string kind)
    {
        await WrittenAsync();
        var content = await File.ReadAllBytesAsync(FileOf(kind));
        File.Delete(FileOf(kind));
        await using (var packed = new GZipStream(File.Create(FileOf(kind) + ".gz"), CompressionLevel.Fastest))
            await packed.WriteAsync(content);
        await ManifestWriter.WriteAsync(Path, Release, "sandbox", IsChanged, CancellationToken.None);
        return this;
    }

    /// <summary>Stores a file as CSV instead of NDJSON, perhaps packed, and makes the manifest agree.</summary>
    public async Task<ImportFolder> CsvAsync(string kind, string text, bool packed = false)
    {
        await WrittenAsync();
        File.Delete(FileOf(kind));
        await using (var file = File.Create(System.IO.Path.Combine(Path, $"{kind}.csv{(packed ? ".gz" : "")}")))
        await using (var content = packed ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file)
            await content.WriteAsync(Encoding.UTF8.GetBytes(text));
        await ManifestWriter.WriteAsync(Path, Release, "sandbox", IsChanged, CancellationToken.None);
        return this;
    }

    public string FileOf(string kind) => System.IO.Path.Combine(Path, $"{kind}.ndjson");

    public byte[] BytesOf(string kind) => Encoding.UTF8.GetBytes(_lines[kind] + "\n");

    public IReadOnlyList<JsonElement> Report() =>
        [.. File.ReadLines(System.IO.Path.Combine(Path, ImportIssues.ReportName)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    public async Task<(int ExitCode, string Output)> ImportAsync(string connectionString, string dataSet = "sandbox", CancellationToken cancellationToken = default)
    {
        await using var bulk = DataSources.ForBulk(connectionString);
        var output = new StringWriter();
        var exitCode = await ImportCommand.RunAsync(bulk, TimeProvider.System, Path, dataSet, output, isInteractive: false, cancellationToken);
        return (exitCode, output.ToString());
    }

    /// <summary>Imports without the command's words, in chunks of the size of this folder.</summary>
    public async Task<ImportOutcome> RunAsync(string connectionString, ImportSettings? settings = null)
    {
        await using var bulk = DataSources.ForBulk(connectionString);
        var import = new CatalogueImport(bulk, TimeProvider.System, new ImportProgress(TextWriter.Null, false), (settings ?? new()) with { ChunkSize = ChunkSize });
        return await import.RunAsync(ImportManifest.Read(Path), CancellationToken.None);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
