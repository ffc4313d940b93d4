using Aos.Api.Platform.Identity.Tenants;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Makes a finished import the release that readers see: one update and its notification.</summary>
internal sealed class ReleaseSwitch(NpgsqlConnection connection, NpgsqlTransaction transaction, short dataSet, int number)
{
    /// <param name="name">Name of the release.</param>
    /// <param name="former">The release upon which it was made; 0 if there was none.</param>
    /// <exception cref="ImportRefusedException">Another release came into use while the import ran.</exception>
    public async Task RunAsync(string name, int former)
    {
        // Chunks may wait for the disk; the switch is on it when it is said to be done, and with it all that came before.
        await connection.ExecuteAsync("set local synchronous_commit = on", transaction: transaction);
        var inUse = await connection.ExecuteScalarAsync<int?>(
            "select current from vehicle_identification.releases where data_set = @dataSet for update", new { dataSet }, transaction);
        if ((inUse ?? 0) != former)
            throw new ImportRefusedException("The release in use was rolled back while this import ran, so that its changes no longer fit; import again.");
        await connection.ExecuteAsync(
            """
            update vehicle_identification.imports
            set state = 'superseded'
            where data_set = @dataSet and state = 'current';

            update vehicle_identification.imports
            set state = 'current', finished_at = platform.now()
            where data_set = @dataSet and number = @number;

            insert into vehicle_identification.releases (data_set, current, name, took_effect_at, oldest)
            values (@dataSet, @number, @name, platform.now(), @number)
            on conflict (data_set) do update
            set current = excluded.current, name = excluded.name, took_effect_at = excluded.took_effect_at, version = releases.version + 1;

            select pg_notify('aos_catalogue', 'vehicle_identification:' || @dataSet);
            """, new { dataSet, number, name }, transaction);
        await EnsureBrandRightsAsync();
        await ImportAudit.WriteAsync(connection, transaction, "vehicleIdentification.release.switched", dataSet, $"{{ \"release\": \"{name}\", \"number\": {number} }}");
    }

    /// <summary>A brand that is new in the catalogue can be granted from this release on.</summary>
    private async Task EnsureBrandRightsAsync()
    {
        var brands = await connection.QueryAsync<(string Code, string Name, string? VehicleKind)>(
            """
            select code, name, vehicle_kind
            from (select distinct on (code) code, name, vehicle_kind, gone
                  from vehicle_identification.brands
                  where data_set = @dataSet and from_release <= @number
                  order by code, from_release desc) newest
            where not gone
            """, new { dataSet, number }, transaction);
        await Rights.EnsureBrandsAsync(connection, transaction, [.. brands]);
    }
}
