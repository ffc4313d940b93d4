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
    private const string SummaryColumns = "v.vin, v.model_id, v.paint, v.produced_on, v.first_registered_on, s.mileage_km, s.recorded_at as mileage_recorded_at";

    private const string FurtherColumns = """
        v.country_version, v.upholstery, v.engine_number, v.gearbox_number, v.warranty_starts_on, v.level_factory, v.level_current, v.level_backup,
        v.number_of_keys, v.key_system, v.options, v.retrofits, v.retrofit_days, s.read_at as mileage_read_at
        """;

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

    /// <summary>Vehicles of a release in the order of the list, one more than the page holds.</summary>
    public async Task<IReadOnlyList<VehicleRow>> ListAsync(VehicleList list, string?[]? after, CancellationToken cancellation)
    {
        var (order, position) = VehicleSorts.Of(list.Query.Sort);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<VehicleRow>(new CommandDefinition($"""
            select @release as release, @releaseName as release_name, @tookEffectAt as took_effect_at, {ColumnsOf(list.Query.Wanted)}
            from vehicle_identification.vehicles v
            left join vehicle_identification.vehicle_states s on s.data_set = v.data_set and s.vin = v.vin
            where {list.Conditions}{(after is null ? "" : " and " + position)}
            order by {order}
            limit @take
            """, list.Parameters(after), cancellationToken: cancellation));
        return rows.AsList();
    }

    /// <summary>Vehicles of a release by their VINs, in any order; what the release does not hold is not among them.</summary>
    public async Task<List<VehicleRow>> FindManyAsync(DataSet dataSet, string[] vins, ReadableRelease release, VehicleView view, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<VehicleRow>(new CommandDefinition($"""
            select @release as release, @releaseName as release_name, @tookEffectAt as took_effect_at, {ColumnsOf(view)}
            from unnest(@vins) wanted(vin)
            cross join lateral (
                select x.*
                from vehicle_identification.vehicles x
                where x.data_set = @dataSet and x.vin = wanted.vin and x.from_release <= @release
                order by x.from_release desc
                limit 1) v
            left join vehicle_identification.vehicle_states s on s.data_set = @dataSet and s.vin = wanted.vin
            where not v.gone
            """,
            new { dataSet = (short)dataSet, vins, release = release.Number, releaseName = release.Name, tookEffectAt = release.TookEffectAt },
            cancellationToken: cancellation))).AsList();
    }

    /// <summary>
    /// Vehicles of some models in a release, in order of their VINs; and the last VIN that was looked at, if there are more.
    /// Few of them among many others end early instead of being searched for long.
    /// </summary>
    /// <param name="dataSet">Data set.</param>
    /// <param name="release">The release.</param>
    /// <param name="view">How much of each.</param>
    /// <param name="modelIds">Ids of the models.</param>
    /// <param name="after">The VIN before the first; null from the beginning.</param>
    /// <param name="take">How many.</param>
    /// <param name="scan">Records that are looked at for them.</param>
    /// <param name="cancellation">Ends when nobody wants them any more.</param>
    public async Task<(List<VehicleRow> Rows, string? End)> ListAllAsync(DataSet dataSet, ReadableRelease release, VehicleView view, int[] modelIds, string? after, int take, int scan, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // The end is a whole VIN: all versions of one vehicle are looked at together.
        var end = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("""
            select v.vin
            from vehicle_identification.vehicles v
            where v.data_set = @dataSet and v.vin > @after
            order by v.vin
            offset @scan - 1 limit 1
            """, new { dataSet = (short)dataSet, after = after ?? "", scan }, cancellationToken: cancellation));
        var rows = (await connection.QueryAsync<VehicleRow>(new CommandDefinition($"""
            select @release as release, @releaseName as release_name, @tookEffectAt as took_effect_at, {ColumnsOf(view)}
            from vehicle_identification.vehicles v
            left join vehicle_identification.vehicle_states s on s.data_set = v.data_set and s.vin = v.vin
            where v.data_set = @dataSet and v.vin > @after and (@end::text is null or v.vin <= @end) and v.from_release <= @release and not v.gone and v.model_id = any(@modelIds)
              and not exists (
                select from vehicle_identification.vehicles newer
                where newer.data_set = v.data_set and newer.vin = v.vin and newer.from_release > v.from_release and newer.from_release <= @release)
            order by v.vin
            limit @take
            """,
            new { dataSet = (short)dataSet, release = release.Number, releaseName = release.Name, tookEffectAt = release.TookEffectAt, modelIds, after = after ?? "", end, take },
            cancellationToken: cancellation))).AsList();
        return (rows, rows.Count == take ? rows[^1].Vin : end);
    }

    /// <summary>Number of vehicles of some models in a release. Takes a second a million; for jobs only.</summary>
    public async Task<long> CountAllAsync(DataSet dataSet, int release, int[] modelIds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("set local statement_timeout = '10min'", transaction: transaction, cancellationToken: cancellation));
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            select count(*) from vehicle_identification.vehicles v
            where v.data_set = @dataSet and v.from_release <= @release and not v.gone and v.model_id = any(@modelIds)
              and not exists (
                select from vehicle_identification.vehicles newer
                where newer.data_set = v.data_set and newer.vin = v.vin and newer.from_release > v.from_release and newer.from_release <= @release)
            """, new { dataSet = (short)dataSet, release, modelIds }, transaction, commandTimeout: 600, cancellationToken: cancellation));
    }

    private static string ColumnsOf(VehicleView view) => view == VehicleView.Summary ? SummaryColumns : $"{SummaryColumns}, {FurtherColumns}";

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
