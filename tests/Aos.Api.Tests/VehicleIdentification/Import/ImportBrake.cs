using System.Diagnostics;
using Npgsql;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Makes an import wait at a chosen place, so that it can be met or killed there.</summary>
internal sealed class ImportBrake : IAsyncDisposable
{
    private readonly string _database;
    private readonly NpgsqlConnection _connection;

    private ImportBrake(string database) =>
        (_database, _connection) = (database, new NpgsqlConnection(database + ";Pooling=false"));

    /// <summary>Holds up the writing of one vehicle; what sorts before it is written.</summary>
    public static async Task<ImportBrake> BeforeVehicleAsync(string database, string vin)
    {
        await Catalogue.ExecuteAsync(database,
            $"""
            create or replace function public.brake() returns trigger language plpgsql as $$
            begin
                perform set_config('lock_timeout', '0', true);
                perform pg_advisory_xact_lock(42);
                return new;
            end $$;
            drop trigger if exists brake on vehicle_identification.vehicles;
            create trigger brake before insert on vehicle_identification.vehicles
                for each row when (new.vin = '{vin}') execute function public.brake();
            """);
        return await HoldAsync(database, "select pg_advisory_lock(42)");
    }

    /// <summary>Holds up whoever needs a table in the way that a lock forbids.</summary>
    public static Task<ImportBrake> OnTableAsync(string database, string table, string mode) =>
        HoldAsync(database, $"begin; lock table vehicle_identification.{table} in {mode} mode");

    /// <summary>Returns when the import waits.</summary>
    public async Task UntilItWaitsAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!await Catalogue.ScalarAsync<bool>(_database,
            $"""
            select exists (
                select from pg_stat_activity a, unnest(pg_blocking_pids(a.pid)) as holder
                where a.datname = current_database() and holder = {_connection.ProcessID})
            """))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "The import never reached the brake.");
            await Task.Delay(20);
        }
    }

    /// <summary>As kill -9 does: the connection of the import ends where it is, and it can tidy up nothing.</summary>
    public async Task KillAsync(Task import)
    {
        await SetConnectableAsync(false);
        await OutsideAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'aos-bulk' and datname = @database");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => import);
        await SetConnectableAsync(true);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private static async Task<ImportBrake> HoldAsync(string database, string sql)
    {
        var brake = new ImportBrake(database);
        await brake._connection.OpenAsync();
        await using var hold = new NpgsqlCommand(sql, brake._connection);
        await hold.ExecuteNonQueryAsync();
        return brake;
    }

    private Task SetConnectableAsync(bool connectable) => OutsideAsync(
        $"alter database {new NpgsqlConnectionStringBuilder(_database).Database} with allow_connections {connectable}");

    private async Task OutsideAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(_database);
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
