using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>Which client has met the failure of which VIN: in the database, so that a retry may reach another node.</summary>
internal sealed class SandboxCalls(NpgsqlDataSource database)
{
    /// <summary>Time after which a VIN fails anew.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>True for the first call of a client with a VIN, and again when the last failure is more than ten minutes ago.</summary>
    public async Task<bool> IsFirstAsync(string clientId, string vin, CancellationToken cancellation) =>
        (await FirstAsync(clientId, [vin], cancellation)).Count > 0;

    /// <summary>Those of some VINs for which this is so, in one statement.</summary>
    public async Task<IReadOnlySet<string>> FirstAsync(string clientId, string[] vins, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition("""
            with forgotten as (
                delete from vehicle_identification.sandbox_failures f
                using (select o.client_id, o.vin
                       from vehicle_identification.sandbox_failures o
                       where o.failed_at <= platform.now() - @memory and not (o.client_id = @clientId and o.vin = any(@vins))
                       limit 100
                       for update skip locked) old
                where f.client_id = old.client_id and f.vin = old.vin),
            failed as (
                insert into vehicle_identification.sandbox_failures as f (client_id, vin, failed_at)
                select @clientId, wanted.vin, platform.now()
                from unnest(@vins) wanted(vin)
                order by wanted.vin -- two calls wait for each other in one order only
                on conflict (client_id, vin) do update
                set failed_at = excluded.failed_at
                where f.failed_at <= excluded.failed_at - @memory
                returning f.vin)
            select vin from failed
            """, new { clientId, vins, memory = Memory }, cancellationToken: cancellation))).ToHashSet(StringComparer.Ordinal);
    }
}
