using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>Which client has met the failure of which VIN: in the database, so that a retry may reach another node.</summary>
internal sealed class SandboxCalls(NpgsqlDataSource database)
{
    /// <summary>Time after which a VIN fails anew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>True for the first call of a client with a VIN, and again when the last failure is more than ten minutes ago.</summary>
    public async Task<bool> IsFirstAsync(string clientId, string vin, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            with forgotten as (
                delete from vehicle_identification.sandbox_failures f
                using (select o.client_id, o.vin
                       from vehicle_identification.sandbox_failures o
                       where o.failed_at <= platform.now() - @memory and (o.client_id, o.vin) <> (@clientId, @vin)
                       limit 100
                       for update skip locked) old
                where f.client_id = old.client_id and f.vin = old.vin),
            failed as (
                insert into vehicle_identification.sandbox_failures as f (client_id, vin, failed_at)
                values (@clientId, @vin, platform.now())
                on conflict (client_id, vin) do update
                set failed_at = excluded.failed_at
                where f.failed_at <= excluded.failed_at - @memory
                returning 1)
            select exists (select from failed)
            """, new { clientId, vin, memory = Memory }, cancellationToken: cancellation));
    }
}
