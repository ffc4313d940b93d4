using System.Diagnostics;
using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.VehicleIdentification.Import;
using Npgsql;

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
        await UntilItWaitsAsync();
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
        await using (await BrakeAsync())
        {
            using var dying = await NextAsync();
            var running = dying.RunAsync(Database);
            await UntilItWaitsAsync();
            // As with kill -9: its connection ends in the middle of a chunk and it can tidy up nothing.
            await SetConnectableAsync(false);
            await KillAsync();
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
            await SetConnectableAsync(true);
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

    [Fact]
    public async Task An_import_that_is_stopped_takes_its_rows_with_it()
    {
        await using var brake = await BrakeAsync();
        using var stopped = await NextAsync();
        using var stop = new CancellationTokenSource();
        var running = stopped.ImportAsync(Database, cancellationToken: stop.Token);
        await UntilItWaitsAsync();
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
        await slow.BeginAsync(ImportManifest.Read(folder.Path));
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

    /// <summary>Makes the writing of one vehicle wait until the brake is let go; what sorts before it is written.</summary>
    private async Task<NpgsqlConnection> BrakeAsync()
    {
        await Catalogue.ExecuteAsync(Database,
            """
            create or replace function public.brake() returns trigger language plpgsql as $$
            begin
                perform set_config('lock_timeout', '0', true);
                perform pg_advisory_xact_lock(42);
                return new;
            end $$;
            create trigger brake before insert on vehicle_identification.vehicles
                for each row when (new.vin = 'WBAUV81010A000003') execute function public.brake();
            """);
        var brake = new NpgsqlConnection(Database + ";Pooling=false");
        await brake.OpenAsync();
        await using var hold = new NpgsqlCommand("select pg_advisory_lock(42)", brake);
        await hold.ExecuteNonQueryAsync();
        return brake;
    }

    private async Task UntilItWaitsAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!await Catalogue.ScalarAsync<bool>(Database, "select exists (select from pg_locks where locktype = 'advisory' and not granted and objid = 42)"))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The import never reached the brake.");
            await Task.Delay(20);
        }
    }

    private Task KillAsync() => OutsideAsync(
        """
        select pg_terminate_backend(pid)
        from pg_stat_activity
        where application_name = 'aos-bulk' and datname = @database
        """);

    private Task SetConnectableAsync(bool connectable) => OutsideAsync(
        $"alter database {new NpgsqlConnectionStringBuilder(Database).Database} with allow_connections {connectable}");

    private async Task OutsideAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(Database);
        var database = settings.Database!;
        settings.Database = "postgres";
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("@database"))
            command.Parameters.AddWithValue("database", database);
        await command.ExecuteNonQueryAsync();
    }
}
