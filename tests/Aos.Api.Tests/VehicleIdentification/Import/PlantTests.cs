using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>World manufacturer identifiers and plants, from their files to the codebook.</summary>
[Trait("Requirement", "API-D13")]
public sealed class PlantTests : IAsyncLifetime
{
    private const string NewPlant = """{"wmi":"WBA","code":"V","name":{"en":"Araquari"},"country":"BR","validFrom":"2013-01-01"}""";

    private TestDatabase _database = null!;

    private string Database => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        using var first = await new ImportFolder().WithPlants().WrittenAsync();
        Assert.Equal(new DeltaCounts(18, 0, 0), (await first.RunAsync(Database)).Counts);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_codebook_knows_maker_and_plant_of_a_vin()
    {
        var book = await BookAsync(1);
        Assert.Equal("Acme AG", book.WmiOf("WBAUV71070A193748")!.Manufacturer);
        Assert.Equal("Little Acme", book.WmiOf("WB900000000012345")!.Manufacturer);
        Assert.Null(book.WmiOf("WB900000000112345"));
        Assert.Equal("München", book.PlantOf("WBA", 'A', new(2008, 9, 22))!.NameIn("de"));
        Assert.Equal("Munich", book.PlantOf("WBA", 'A', null)!.NameIn("en"));
        Assert.Equal("Leipzig", book.PlantOf("WBA", 'V', new(2012, 12, 31))!.NameIn("de"));
        Assert.Null(book.PlantOf("WBA", 'V', new(2013, 1, 1)));
        Assert.Null(book.PlantOf("WBA", 'Z', null));
    }

    [Fact]
    public async Task A_character_can_be_used_again_by_another_plant()
    {
        using var changes = await new ImportFolder { Release = "2026-11", IsChanged = true }.Only("plants").With("plants", NewPlant).WrittenAsync();
        Assert.Equal(new DeltaCounts(1, 0, 0), (await changes.RunAsync(Database)).Counts);
        var book = await BookAsync(2);
        Assert.Equal("Leipzig", book.PlantOf("WBA", 'V', new(2012, 12, 31))!.NameEn);
        Assert.Equal("Araquari", book.PlantOf("WBA", 'V', new(2013, 1, 1))!.NameEn);
        Assert.Null(book.PlantOf("WBA", 'V', null));
    }

    [Theory]
    [InlineData("wmis", """{"code":"WBA","gone":true}""", "plant WBA-A still has it")]
    [InlineData("wmis", """{"code":"WBS","gone":true}""", "unknown WMI")]
    [InlineData("brands", """{"code":"acme","gone":true}""", "still has it")]
    [InlineData("plants", """{"wmi":"WBA","code":"V","validFrom":"2013-01-01","gone":true}""", "unknown plant")]
    public async Task A_changed_release_cannot_remove_what_is_not_there_or_is_used(string kind, string line, string reason)
    {
        using var changes = await new ImportFolder { Release = "2026-11", IsChanged = true }.Only().With(kind, line).WrittenAsync();
        var (exitCode, output) = await changes.ImportAsync(Database);
        Assert.Equal(1, exitCode);
        Assert.Contains(reason, output);
    }

    [Fact]
    public async Task A_full_import_without_these_files_leaves_none()
    {
        using var next = await new ImportFolder { Release = "2026-11" }.WrittenAsync();
        Assert.Equal(new DeltaCounts(0, 0, 4), (await next.RunAsync(Database)).Counts);
        var book = await BookAsync(2);
        Assert.Empty(book.Wmis);
        Assert.Empty(book.Plants);
    }

    private Task<Codebook> BookAsync(int release) => new Codebooks(_database.DataSource).OfAsync(DataSet.Sandbox, release).AsTask();
}
