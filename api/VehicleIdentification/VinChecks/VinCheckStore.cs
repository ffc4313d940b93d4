using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.VinChecks;

/// <summary>Every statement of VIN checks.</summary>
internal sealed class VinCheckStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>Vehicles with the same last seven characters that are looked at, in order of their VINs.</summary>
    public const int MostOfTail = 200;

    /// <summary>The release that readers see, and the model of a vehicle in it; null if nothing was loaded yet.</summary>
    /// <param name="dataSet">Data set.</param>
    /// <param name="vin">A VIN, or null to ask for the release only.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<KnownRow?> FindAsync(DataSet dataSet, string? vin, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<KnownRow>(new CommandDefinition("""
            select r.current as release, r.took_effect_at, v.model_id
            from vehicle_identification.releases r
            left join lateral (
                select x.model_id, x.gone
                from vehicle_identification.vehicles x
                where x.data_set = r.data_set and x.vin = @vin and x.from_release <= r.current
                order by x.from_release desc
                limit 1) v on not v.gone
            where r.data_set = @dataSet
            """, new { dataSet = (short)dataSet, vin }, cancellationToken: cancellation));
    }

    /// <summary>Which of these VINs exist, and which vehicles have one of these short VINs; every probe is one look into an index.</summary>
    public async Task<IReadOnlyList<NearRow>> FindNearAsync(DataSet dataSet, string[] vins, string[] tails, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<NearRow>(new CommandDefinition(NearSql, new { dataSet = (short)dataSet, vins, tails }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The statement of <see cref="FindNearAsync"/>; a test looks at its plan.</summary>
    internal static readonly string NearSql = $"""
        select r.current as release, v.vin, v.model_id
        from vehicle_identification.releases r
        cross join lateral (
            select same.vin
            from unnest(@tails) tail(text)
            cross join lateral (
                select distinct x.vin
                from vehicle_identification.vehicles x
                where x.data_set = r.data_set and right(x.vin, 7) = tail.text
                order by x.vin
                limit {MostOfTail}) same
            union
            select probe.vin
            from unnest(@vins) probe(vin)) near
        cross join lateral (
            select x.vin, x.model_id, x.gone
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and x.vin = near.vin and x.from_release <= r.current
            order by x.from_release desc
            limit 1) v
        where r.data_set = @dataSet and not v.gone
        """;
}

/// <summary>The release that readers see, and the model of a vehicle if it holds it.</summary>
internal sealed record KnownRow
{
    public int Release { get; init; }
    public DateTime TookEffectAt { get; init; }
    public int? ModelId { get; init; }
}

/// <summary>A vehicle whose VIN is near to one that was asked for.</summary>
internal sealed record NearRow
{
    public int Release { get; init; }
    public required string Vin { get; init; }
    public int ModelId { get; init; }
}
