using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;
using Npgsql;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>What releases are made of: versions of what changed, tombstones of what went, and one switch.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private const string Second = "WBAUV81010A000001";
    private const string Motorcycle = "WB10A01000Z000001";

    private TestDatabase _database = null!;

    private string Database => _database.ConnectionString;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_first_release_holds_what_the_files_say()
    {
        using var first = await new ImportFolder().PackedAsync("vehicles");
        var (exitCode, output) = await first.ImportAsync(Database);
        Assert.Equal(0, exitCode);
        Assert.Contains("Release 2026-10 of the sandbox data set is in use: 3 vehicles; 14 rows added", output);
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
        Assert.Equal("335i,acme,475,05896959,2008-09-22,10726", await Catalogue.ScalarAsync<string>(Database,
            $"""
            select concat_ws(',', m.designation, m.brand, v.paint, v.engine_number, v.produced_on, v.retrofit_days[1])
            from vehicle_identification.vehicles v
            join vehicle_identification.models m on m.data_set = v.data_set and m.id = v.model_id
            where v.vin = '{ImportFolder.Vin}'
            """));
        Assert.Equal("1CA,205", await Catalogue.ScalarAsync<string>(Database,
            $"""
            select string_agg(o.code, ',' order by place)
            from vehicle_identification.vehicles v, unnest(v.options) with ordinality as held (id, place)
            join vehicle_identification.options o on o.data_set = 2 and o.id = held.id
            where v.vin = '{ImportFolder.Vin}' and o.product_type = 'car'
            """));
        Assert.Equal("brandAcme both, brandBolt motorcycle", await Catalogue.ScalarAsync<string>(Database,
            "select string_agg(code || ' ' || coalesce(vehicle_kind, 'both'), ', ' order by code) from identity.rights where code in ('brandAcme', 'brandBolt')"));
        Assert.Equal(0, await Catalogue.ScalarAsync<int>(Database,
            "select count(*)::int from pg_tables where schemaname = 'vehicle_identification' and tablename like 'staged%'"));
    }

    [Fact]
    public async Task The_same_manifest_again_is_done_already()
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.ImportAsync(Database);
        var (exitCode, output) = await first.ImportAsync(Database);
        Assert.Equal(0, exitCode);
        Assert.Contains("is in use already (3 vehicles)", output);
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
    }

    [Fact]
    public async Task A_full_release_writes_only_what_differs_and_buries_what_is_missing()
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
        using var next = await new ImportFolder { Release = "2026-11" }.With("vehicles",
            ImportFolder.VehicleLine.Replace("""["205","1CA"]""", """["1CA","205"]"""),
            $$"""{"vin":"{{Second}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();
        var outcome = await next.RunAsync(Database);

        Assert.Equal(new DeltaCounts(Added: 0, Changed: 1, Removed: 1), outcome.Counts);
        Assert.Equal(2, outcome.Release!.Vehicles);
        Assert.Equal([ImportFolder.Vin, Second], await Catalogue.VinsAsync(Database));
        Assert.Equal(5, await Catalogue.ScalarAsync<int>(Database, "select count(*)::int from vehicle_identification.vehicles"));
        Assert.Equal("t,", await Catalogue.ScalarAsync<string>(Database,
            $"select gone || ',' || coalesce(paint, '') from vehicle_identification.vehicles where vin = '{Motorcycle}' and from_release = 2").ContinueWith(text => text.Result.Replace("true", "t")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10_000)]
    public async Task The_size_of_chunks_changes_nothing(int chunkSize)
    {
        using var first = await new ImportFolder { ChunkSize = chunkSize }.WrittenAsync();
        await first.RunAsync(Database);
        using var next = await new ImportFolder { Release = "2026-11", ChunkSize = chunkSize }.With("vehicles",
            """{"vin":"WBAUV81010A000000","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();
        var outcome = await next.RunAsync(Database);
        Assert.Equal(new DeltaCounts(1, 0, 3), outcome.Counts);
        Assert.Equal(["WBAUV81010A000000"], await Catalogue.VinsAsync(Database));
    }

    [Fact]
    public async Task What_comes_back_gets_its_old_number_and_a_new_version()
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
        using var without = await new ImportFolder { Release = "2026-11" }.With("vehicles").With("models").WrittenAsync();
        var emptied = await without.RunAsync(Database);
        Assert.Equal(0, emptied.Release!.Vehicles);
        Assert.Empty(await Catalogue.VinsAsync(Database));
        using var again = await new ImportFolder { Release = "2026-12" }.WrittenAsync();
        var outcome = await again.RunAsync(Database);
        Assert.Equal(new DeltaCounts(5, 0, 0), outcome.Counts);
        Assert.Equal(2, await Catalogue.ScalarAsync<int>(Database, "select count(distinct id)::int from vehicle_identification.models"));
    }

    [Fact]
    public async Task A_changed_release_leaves_alone_what_it_does_not_name()
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
        using var changes = await new ImportFolder { Release = "2026-11", IsChanged = true }.Only("vehicles", "paints")
            .With("paints", """{"code":"B39","name":{"en":"grey"}}""")
            .With("vehicles",
                $$"""{"vin":"{{Motorcycle}}","gone":true}""",
                $$"""{"vin":"{{Second}}","typeKey":"UV81","paint":"B39","producedOn":"2009-03-17"}""",
                """{"vin":"WBAUV81010A000002","typeKey":"UV81","paint":"300","producedOn":"2009-03-18"}""").WrittenAsync();
        var outcome = await changes.RunAsync(Database);
        Assert.Equal(new DeltaCounts(Added: 2, Changed: 1, Removed: 1), outcome.Counts);
        Assert.Equal(3, outcome.Release!.Vehicles);
        Assert.Equal([ImportFolder.Vin, Second, "WBAUV81010A000002"], await Catalogue.VinsAsync(Database));
    }

    [Theory]
    [InlineData("vehicles", """{"vin":"WBAUV81010A000009","gone":true}""", "not in the release in use")]
    [InlineData("paints", """{"code":"999","gone":true}""", "unknown paint")]
    [InlineData("paints", """{"code":"475","gone":true}""", "vehicle WBAUV71070A193748 still has it")]
    [InlineData("upholsteries", """{"code":"EBAT","gone":true}""", "vehicle WBAUV71070A193748 still has it")]
    [InlineData("options", """{"code":"235","productType":"car","gone":true}""", "vehicle WBAUV71070A193748 still has it")]
    [InlineData("models", """{"typeKey":"0A01","gone":true}""", "vehicle WB10A01000Z000001 still has it")]
    [InlineData("brands", """{"code":"acme","gone":true}""", "a model still has it")]
    public async Task A_changed_release_cannot_remove_what_is_not_there_or_is_used(string kind, string line, string reason)
    {
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
        using var changes = await new ImportFolder { Release = "2026-11", IsChanged = true }.Only(kind).With(kind, line).WrittenAsync();
        var (exitCode, output) = await changes.ImportAsync(Database);
        Assert.Equal(1, exitCode);
        Assert.Contains($"{kind}.ndjson:1:", output);
        Assert.Contains(reason, output);
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
    }

    [Fact]
    public async Task The_first_import_must_be_full()
    {
        using var changes = await new ImportFolder { IsChanged = true }.WrittenAsync();
        var (exitCode, output) = await changes.ImportAsync(Database);
        Assert.Equal(1, exitCode);
        Assert.Contains("first import must be a full one", output);
    }

    [Fact]
    public async Task The_switch_is_told_to_every_node_and_to_the_audit()
    {
        await using var listener = new NpgsqlConnection(Database);
        await listener.OpenAsync();
        await using (var listen = new NpgsqlCommand("listen aos_catalogue", listener))
            await listen.ExecuteNonQueryAsync();
        var told = new List<string>();
        listener.Notification += (_, notice) => told.Add(notice.Payload);
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
        Assert.True(await listener.WaitAsync(5_000));
        Assert.Equal(["vehicle_identification:2"], told);
        Assert.Equal(1, await Catalogue.ScalarAsync<int>(Database,
            "select count(*)::int from platform.audit where action = 'vehicleIdentification.release.switched' and object_id = 'sandbox'"));
    }
}
