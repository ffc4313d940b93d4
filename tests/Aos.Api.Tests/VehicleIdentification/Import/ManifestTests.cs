using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>What a manifest must say, and what its writer makes of a folder.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData("dataSet", "test", "production or sandbox")]
    [InlineData("release", "a b", "release must be")]
    [InlineData("scope", "some", "full or changed")]
    [InlineData("files.0.name", "../../etc/passwd", "plain name")]
    [InlineData("files.0.name", "other.ndjson", "not beside it")]
    [InlineData("files.0.kind", "boats", "must be one of")]
    [InlineData("files.0.kind", "paints", "brands is missing")]
    [InlineData("files.0.name", "paints.ndjson", "named twice")]
    [InlineData("files.0.sha256", "12", "64 hexadecimal digits")]
    [InlineData("files.0.rows", null, "number of lines")]
    [InlineData("more", "1", "cannot be read")]
    public async Task A_wrong_manifest_is_refused_in_one_sentence(string property, string? value, string sentence)
    {
        using var folder = await new ImportFolder().WrittenAsync();
        var path = Path.Combine(folder.Path, ImportManifest.FileName);
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        var names = property.Split('.');
        var target = names.Length == 1 ? manifest : manifest["files"]![0]!;
        target[names[^1]] = value;
        await File.WriteAllTextAsync(path, manifest.ToJsonString());
        var refused = Assert.Throws<ImportRefusedException>(() => ImportManifest.Read(folder.Path));
        Assert.Contains(sentence, refused.Message);
    }

    [Fact]
    public void A_folder_without_manifest_is_refused() =>
        Assert.Contains("There is no manifest.json", Assert.Throws<ImportRefusedException>(() => ImportManifest.Read(Path.GetTempPath() + "/nowhere")).Message);

    [Fact]
    public async Task The_data_set_asked_for_must_be_that_of_the_manifest()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var folder = await new ImportFolder().WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(database.ConnectionString, "production");
        Assert.Equal(1, exitCode);
        Assert.Equal("The manifest is for the sandbox data set, but --set says production." + Environment.NewLine, output);
        Assert.Null(await Catalogue.CurrentAsync(database.ConnectionString));
    }

    [Fact]
    public async Task The_writer_takes_files_by_their_names_in_order_of_import()
    {
        using var folder = await new ImportFolder().WrittenAsync();
        File.Move(folder.FileOf("vehicles"), Path.Combine(folder.Path, "vehicles-002.ndjson"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "vehicles-001.ndjson"), "{}");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "mileages.ndjson"), "{}");
        var output = new StringWriter();
        Assert.Equal(0, await ImportCommand.MakeManifestAsync(folder.Path, "2026-11", "sandbox", changed: true, output, CancellationToken.None));
        var manifest = ImportManifest.Read(folder.Path);
        Assert.Equal(
            ["brands.ndjson", "paints.ndjson", "upholsteries.ndjson", "options.ndjson", "models.ndjson", "vehicles-001.ndjson", "vehicles-002.ndjson"],
            manifest.Files!.Select(file => file.Name));
        Assert.Equal([1L, 3L], manifest.Files!.TakeLast(2).Select(file => file.Rows!.Value));
        Assert.Equal("changed", manifest.Scope);
    }
}
