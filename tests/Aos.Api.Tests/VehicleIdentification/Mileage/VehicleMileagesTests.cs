using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.Tests.VehicleIdentification.Mileage;

/// <summary>The central mileage rises and never falls, and no import touches it.</summary>
public sealed class VehicleMileagesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(_database.ConnectionString);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_door_raises_and_never_lowers()
    {
        var door = new VehicleMileages(_database.DataSource);
        Assert.True(await RaiseAsync(door, 1_000));
        Assert.False(await RaiseAsync(door, 999));
        Assert.False(await RaiseAsync(door, 1_000));
        Assert.Equal((1_000, 1), await HeldAsync());
        await _database.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.True(await RaiseAsync(door, 2_000));
        Assert.Equal((2_000, 2), await HeldAsync());
        Assert.True(await Catalogue.ScalarAsync<bool>(_database.ConnectionString,
            "select recorded_at > pg_catalog.now() + interval '23 hours' from vehicle_identification.vehicle_states"));
    }

    [Fact]
    public async Task Readings_at_the_same_time_leave_the_highest()
    {
        var door = new VehicleMileages(_database.DataSource);
        await Task.WhenAll(Enumerable.Range(1, 40).Select(number => RaiseAsync(door, number * 37 % 41 * 100)));
        Assert.Equal(4_000, (await HeldAsync()).MileageKm);
    }

    [Fact]
    public async Task A_file_raises_what_is_higher_and_can_be_loaded_twice()
    {
        await RaiseAsync(new VehicleMileages(_database.DataSource), 5_000);
        var (exitCode, output) = await LoadAsync(
            $$"""{"vin":"{{ImportFolder.Vin}}","mileageKm":4000,"readAt":"2020-01-01T10:00:00Z"}""",
            """{"vin":"WBAUV81010A000001","mileageKm":10,"readAt":"2020-01-01T10:00:00Z"}""",
            """{"vin":"WBAUV81010A000001","mileageKm":20,"readAt":"2020-02-01T10:00:00.500Z"}""");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("1 of 3 mileages raised", output);
        Assert.Equal((5_000, 1), await HeldAsync());
        Assert.Equal(20, await Catalogue.ScalarAsync<int>(_database.ConnectionString,
            "select mileage_km from vehicle_identification.vehicle_states where vin = 'WBAUV81010A000001'"));
    }

    [Theory]
    [InlineData("""{"vin":"WBAUV81010A000009","mileageKm":10,"readAt":"2020-01-01T10:00:00Z"}""", "unknown vehicle")]
    [InlineData("""{"vin":"WBAUV81010A000001","mileageKm":-1,"readAt":"2020-01-01T10:00:00Z"}""", "mileageKm must be")]
    [InlineData("""{"vin":"WBAUV81010A000001","mileageKm":10.5,"readAt":"2020-01-01T10:00:00Z"}""", "wrong type")]
    [InlineData("""{"vin":"WBAUV81010A000001","mileageKm":10,"readAt":"2020-01-01"}""", "readAt must be")]
    [InlineData("""{"vin":"WBAUV81010A000001","mileageKm":10,"readAt":"2999-01-01T10:00:00Z"}""", "in the future")]
    public async Task A_file_with_a_fault_raises_nothing(string line, string reason)
    {
        var (exitCode, output) = await LoadAsync($$"""{"vin":"{{ImportFolder.Vin}}","mileageKm":4000,"readAt":"2020-01-01T10:00:00Z"}""", line);
        Assert.Equal(1, exitCode);
        Assert.Contains(":2:", output);
        Assert.Contains(reason, output);
        Assert.Equal(0, await Catalogue.ScalarAsync<int>(_database.ConnectionString, "select count(*)::int from vehicle_identification.vehicle_states"));
    }

    [Fact]
    public async Task A_new_release_leaves_the_mileage()
    {
        await RaiseAsync(new VehicleMileages(_database.DataSource), 7_000);
        using var next = await new ImportFolder { Release = "2026-11" }.With("vehicles").WrittenAsync();
        await next.RunAsync(_database.ConnectionString);
        Assert.Equal((7_000, 1), await HeldAsync());
    }

    private static Task<bool> RaiseAsync(VehicleMileages door, int mileageKm) =>
        door.RaiseAsync(DataSetNames.Sandbox, new(ImportFolder.Vin, mileageKm, new DateTimeOffset(2020, 1, 1, 10, 0, 0, TimeSpan.Zero)), CancellationToken.None);

    private async Task<(int MileageKm, int Version)> HeldAsync() => (
        await Catalogue.ScalarAsync<int>(_database.ConnectionString, $"select mileage_km from vehicle_identification.vehicle_states where vin = '{ImportFolder.Vin}'"),
        await Catalogue.ScalarAsync<int>(_database.ConnectionString, $"select version from vehicle_identification.vehicle_states where vin = '{ImportFolder.Vin}'"));

    private async Task<(int ExitCode, string Output)> LoadAsync(params string[] lines)
    {
        using var folder = new ImportFolder();
        var path = Path.Combine(folder.Path, "mileages.ndjson");
        await File.WriteAllLinesAsync(path, lines);
        await using var bulk = DataSources.ForBulk(_database.ConnectionString);
        var output = new StringWriter();
        return (await MileageCommand.RunAsync(bulk, TimeProvider.System, path, "sandbox", output, CancellationToken.None), output.ToString());
    }
}
