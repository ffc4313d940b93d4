using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>What stops an import that would do harm before it has done any.</summary>
public sealed class RemovalGuardTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private string Database => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        using var first = await Folder("2026-10", 0, 1_000).WrittenAsync();
        await first.RunAsync(Database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(0, 799)] // the files are too short
    [InlineData(201, 1_000)] // as many vehicles, but others
    public async Task A_full_import_that_leaves_out_more_than_a_fifth_is_refused(int from, int count)
    {
        using var next = await Folder("2026-11", from, count).WrittenAsync();
        var (exitCode, output) = await next.ImportAsync(Database);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("The files leave out at least 201 of the 1,000 vehicles in use, more than 20 %; the release in use stays.", output);
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
        Assert.Equal(0, await Catalogue.ScalarAsync<int>(Database, "select count(*)::int from vehicle_identification.vehicles where from_release > 1"));

        var allowed = await next.RunAsync(Database, new ImportSettings { AllowRemovals = true });
        Assert.Equal(201, allowed.Counts.Removed);
        Assert.Equal(count, allowed.Release!.Vehicles);
    }

    [Fact]
    public async Task A_fifth_is_not_too_much()
    {
        using var next = await Folder("2026-11", 0, 800).WrittenAsync();
        Assert.Equal(800, (await next.RunAsync(Database)).Release!.Vehicles);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_told_before_anything_is_written()
    {
        using var next = await Folder("2026-11", 0, 1_000).WrittenAsync();
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => next.RunAsync(Database, new ImportSettings { FreeBytes = () => 1 << 20 }));
        Assert.StartsWith("The disk has 0.0 GB free, and importing 1,000 vehicles takes about 1.0 GB", refused.Message);
        Assert.Equal(1, await Catalogue.ScalarAsync<int>(Database, "select count(*)::int from vehicle_identification.imports"));
    }

    private static ImportFolder Folder(string release, int from, int count) => new ImportFolder { Release = release }.With("vehicles",
        [.. Enumerable.Range(from, count).Select(number => $$"""{"vin":"WBAUV810{{number:D9}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""")]);
}
