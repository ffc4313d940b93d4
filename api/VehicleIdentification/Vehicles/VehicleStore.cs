using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Catalogue;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Every statement about vehicles.</summary>
internal sealed class VehicleStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>One vehicle as it is in the current release, with its newest mileage; null if the release does not hold it.</summary>
    public async Task<VehicleRow?> FindAsync(DataSet dataSet, string vin, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<VehicleRow>(new CommandDefinition("""
            select r.current as release, r.name as release_name, r.took_effect_at, v.vin, v.model_id, v.country_version, v.paint, v.upholstery,
                   v.engine_number, v.gearbox_number, v.produced_on, v.first_registered_on, v.warranty_starts_on,
                   v.level_factory, v.level_current, v.level_backup, v.number_of_keys, v.key_system, v.options, v.retrofits, v.retrofit_days,
                   s.mileage_km, s.read_at as mileage_read_at, s.recorded_at as mileage_recorded_at, coalesce(s.version, 0) as state_version
            from vehicle_identification.releases r
            cross join lateral (
                select x.*
                from vehicle_identification.vehicles x
                where x.data_set = r.data_set and x.vin = @vin and x.from_release <= r.current
                order by x.from_release desc
                limit 1) v
            left join vehicle_identification.vehicle_states s on s.data_set = r.data_set and s.vin = @vin
            where r.data_set = @dataSet and not v.gone
            """, new { dataSet = (short)dataSet, vin }, cancellationToken: cancellation));
    }

    /// <summary>The release that readers see; null if nothing was loaded yet.</summary>
    public async Task<int?> CurrentReleaseAsync(DataSet dataSet, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "select current from vehicle_identification.releases where data_set = @dataSet", new { dataSet = (short)dataSet }, cancellationToken: cancellation));
    }

    /// <summary>True if a page walk that began in a release can still go on: the release was complete and has not been purged.</summary>
    public async Task<bool> IsReadableAsync(DataSet dataSet, int release, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("""
            select exists (
                select from vehicle_identification.releases r
                join vehicle_identification.imports i on i.data_set = r.data_set and i.number = @release and i.state in ('current', 'superseded')
                where r.data_set = @dataSet and r.oldest <= @release)
            """, new { dataSet = (short)dataSet, release }, cancellationToken: cancellation));
    }

    /// <summary>Vehicles of a release in the order of the list, one more than the page holds.</summary>
    public async Task<IReadOnlyList<VehicleSummaryRow>> ListAsync(VehicleList list, string?[]? after, CancellationToken cancellation)
    {
        var (order, position) = VehicleSorts.Of(list.Query.Sort);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<VehicleSummaryRow>(new CommandDefinition($"""
            select v.vin, v.model_id, v.paint, v.produced_on, v.first_registered_on, s.mileage_km
            from vehicle_identification.vehicles v
            left join vehicle_identification.vehicle_states s on s.data_set = v.data_set and s.vin = v.vin
            where {list.Conditions}{(after is null ? "" : " and " + position)}
            order by {order}
            limit @take
            """, list.Parameters(after), cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Number of vehicles in a list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(VehicleList list, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            select count(*) from (select from vehicle_identification.vehicles v where {list.Conditions} limit {PageQuery.TotalCap} + 1) capped
            """, list.Parameters(after: null), cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }
}
