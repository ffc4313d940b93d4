using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Imports that meet each other, and imports that die.</summary>
public sealed class InterruptedImportTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private string Database => _database.ConnectionString;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        using var first = await new ImportFolder().WrittenAsync();
        await first.RunAsync(Database);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_second_import_at_the_same_time_is_refused_in_one_sentence()
    {
        await using var brake = await BrakeAsync();
        using var slow = await NextAsync();
        var running = slow.RunAsync(Database);
        await brake.UntilItWaitsAsync();
        using var second = await new ImportFolder { Release = "other" }.With("vehicles").WrittenAsync();
        var (exitCode, output) = await second.ImportAsync(Database);
        Assert.Equal(1, exitCode);
        Assert.Equal("Another import into the sandbox data set is running; wait until it has ended." + Environment.NewLine, output);
        await brake.DisposeAsync();
        Assert.Equal("2026-11", (await running).Release!.Name);
    }

    [Fact]
    public async Task An_import_that_dies_with_its_database_away_is_taken_over_by_the_next()
    {
        await using (var brake = await BrakeAsync())
        {
            using var dying = await NextAsync();
            var running = dying.RunAsync(Database);
            await brake.UntilItWaitsAsync();
            await brake.KillAsync(running);
        }

        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
        Assert.Equal(3, (await Catalogue.VinsAsync(Database)).Count);
        Assert.Equal("loading", await Catalogue.ScalarAsync<string>(Database, "select state from vehicle_identification.imports where number = 2"));
        Assert.True(await Catalogue.ScalarAsync<bool>(Database, "select exists (select from vehicle_identification.vehicles where from_release = 2)"));

        await Catalogue.ExecuteAsync(Database, "drop trigger brake on vehicle_identification.vehicles");
        using var next = await NextAsync("2026-12", "WBAUV81010A000002");
        var outcome = await next.RunAsync(Database);
        Assert.Equal((3, "2026-12"), await Catalogue.CurrentAsync(Database));
        Assert.Equal(new DeltaCounts(2, 0, 3), outcome.Counts);
        Assert.Equal(["WB10A01000Z000000", "WBAUV81010A000002"], await Catalogue.VinsAsync(Database));
        Assert.Equal("failed", await Catalogue.ScalarAsync<string>(Database, "select state from vehicle_identification.imports where number = 2"));
        Assert.False(await Catalogue.ScalarAsync<bool>(Database, "select exists (select from vehicle_identification.vehicles where from_release = 2)"));
    }

    [Theory]
    [InlineData("models", "access exclusive")]
    [InlineData("brands", "share")]
    [InlineData("vehicles", "share")]
    [InlineData("releases", "share")]
    [InlineData("vehicle", "")]
    [InlineData("vehicle", "and its staged rows are lost")]
    public async Task An_import_that_was_killed_anywhere_goes_on_and_ends_as_if_nothing_had_been(string place, string mode)
    {
        using var folder = await NextAsync();
        await using (var clean = await TestDatabase.CreateAsync())
        {
            using var first = await new ImportFolder().WrittenAsync();
            await first.RunAsync(clean.ConnectionString);
            var whole = await folder.RunAsync(clean.ConnectionString);
            await using (var brake = place == "vehicle" ? await BrakeAsync() : await ImportBrake.OnTableAsync(Database, place, mode))
            {
                var running = folder.RunAsync(Database);
                await brake.UntilItWaitsAsync();
                await brake.KillAsync(running);
            }

            if (mode.Contains("lost"))
                await Catalogue.ExecuteAsync(Database, "truncate vehicle_identification.staged_vehicles_2, vehicle_identification.staged_brands_2");
            Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
            var resumed = await folder.RunAsync(Database);
            Assert.True(resumed.Resumed);
            Assert.Equal((whole.Counts, 2L), (resumed.Counts, resumed.Release!.Vehicles));
            Assert.Equal((2, "2026-11"), await Catalogue.CurrentAsync(Database));
            Assert.Equal(await Catalogue.DigestAsync(clean.ConnectionString), await Catalogue.DigestAsync(Database));
        }

        Assert.Equal(0, await Catalogue.ScalarAsync<int>(Database,
            "select count(*)::int from pg_tables where schemaname = 'vehicle_identification' and tablename like 'staged%'"));
    }

    [Fact]
    public async Task An_import_that_was_killed_does_not_go_on_upon_another_release()
    {
        using var second = await new ImportFolder { Release = "2026-10b", IsChanged = true }.Only("vehicles")
            .With("vehicles", """{"vin":"WBAUV81010A000009","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();
        await second.RunAsync(Database);
        using var folder = await NextAsync();
        await using (var brake = await BrakeAsync())
        {
            var running = folder.RunAsync(Database);
            await brake.UntilItWaitsAsync();
            await brake.KillAsync(running);
        }

        await using var connection = new Npgsql.NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var write = new Aos.Api.Platform.Writes.WriteScope(connection, transaction, Aos.Api.Platform.Audit.Actor.System, null, CancellationToken.None);
            await Aos.Api.VehicleIdentification.ReleaseAdministration.CatalogueReleaseStore.RollBackAsync(write, DataSetNames.Sandbox, 2);
            await transaction.CommitAsync();
        }

        var outcome = await folder.RunAsync(Database);
        Assert.False(outcome.Resumed);
        Assert.Equal(new DeltaCounts(2, 0, 3), outcome.Counts);
        Assert.Equal((4, "2026-11"), await Catalogue.CurrentAsync(Database));
        Assert.Equal(["WB10A01000Z000000", "WBAUV81010A000003"], await Catalogue.VinsAsync(Database));
        Assert.Equal(0, await Catalogue.ScalarAsync<int>(Database, "select count(*)::int from vehicle_identification.vehicles where from_release in (2, 3)"));
    }

    [Fact]
    public async Task An_import_ends_when_the_release_in_use_is_rolled_back_meanwhile()
    {
        using var second = await new ImportFolder { Release = "2026-10b", IsChanged = true }.Only("vehicles")
            .With("vehicles", """{"vin":"WBAUV81010A000009","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();
        await second.RunAsync(Database);
        using var folder = await NextAsync();
        Task<ImportOutcome> running;
        await using (var brake = await BrakeAsync())
        {
            running = folder.RunAsync(Database);
            await brake.UntilItWaitsAsync();
            await Catalogue.ExecuteAsync(Database, """
                update vehicle_identification.imports set state = 'withdrawn', swept = false where number = 2;
                update vehicle_identification.imports set state = 'current' where number = 1;
                update vehicle_identification.releases set current = 1, name = '2026-10';
                """);
        }

        Assert.Contains("rolled back", (await Assert.ThrowsAsync<ImportRefusedException>(() => running)).Message);
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
        Assert.Equal(3, (await Catalogue.VinsAsync(Database)).Count);
        Assert.Equal("failed", await Catalogue.ScalarAsync<string>(Database, "select state from vehicle_identification.imports where number = 3"));
    }

    [Fact]
    public async Task An_import_that_is_stopped_takes_its_rows_with_it()
    {
        await using var brake = await BrakeAsync();
        using var stopped = await NextAsync();
        using var stop = new CancellationTokenSource();
        var running = stopped.ImportAsync(Database, cancellationToken: stop.Token);
        await brake.UntilItWaitsAsync();
        await stop.CancelAsync();
        var (exitCode, output) = await running;
        Assert.Equal(1, exitCode);
        Assert.Contains("was stopped", output);
        Assert.Equal("failed", await Catalogue.ScalarAsync<string>(Database, "select state from vehicle_identification.imports where number = 2"));
        Assert.False(await Catalogue.ScalarAsync<bool>(Database, "select exists (select from vehicle_identification.vehicles where from_release = 2)"));
        Assert.Equal((1, "2026-10"), await Catalogue.CurrentAsync(Database));
    }

    [Fact]
    public async Task A_worker_that_was_given_up_can_write_no_more()
    {
        await using var bulk = DataSources.ForBulk(Database);
        await using var connection = await bulk.OpenConnectionAsync();
        var slow = new ImportLedger(connection, DataSetNames.Sandbox);
        using var folder = await NextAsync();
        await slow.BeginAsync(ImportManifest.Read(folder.Path), await slow.FindCurrentAsync());
        using var other = await NextAsync("2026-12", "WBAUV81010A000002");
        await other.RunAsync(Database);
        await using var transaction = await connection.BeginTransactionAsync();
        await Assert.ThrowsAsync<ImportRefusedException>(() => slow.FenceAsync(transaction, CancellationToken.None));
    }

    /// <summary>A release with two other vehicles, written one at a time; the first is committed when the second meets the brake.</summary>
    private static Task<ImportFolder> NextAsync(string release = "2026-11", string vin = "WBAUV81010A000003") =>
        new ImportFolder { Release = release, ChunkSize = 1 }
            .With("vehicles",
                """{"vin":"WB10A01000Z000000","typeKey":"0A01","paint":"300","producedOn":"2015-04-01"}""",
                $$"""{"vin":"{{vin}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").WrittenAsync();

    private Task<ImportBrake> BrakeAsync() => ImportBrake.BeforeVehicleAsync(Database, "WBAUV81010A000003");
}
