using System.Globalization;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Vehicles;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Statements about releases as callers see them.</summary>
internal sealed class ReleaseStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>Releases that can be read, the newest first.</summary>
    /// <param name="dataSet">Data set.</param>
    /// <param name="before">Number of the last one of the page before.</param>
    /// <param name="take">How many.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<ReleaseRow>> ListAsync(DataSet dataSet, int before, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ReleaseRow>(new CommandDefinition("""
            select i.number, i.name, i.number = r.current as is_current, case i.number when r.current then r.took_effect_at else i.finished_at end as took_effect_at,
                   i.vehicles, i.added, i.changed, i.removed
            from vehicle_identification.releases r
            join vehicle_identification.imports i on i.data_set = r.data_set and i.number between r.oldest and r.current and i.state in ('current', 'superseded')
            where r.data_set = @dataSet and i.number < @before
            order by i.number desc
            limit @take
            """, new { dataSet = (short)dataSet, before, take }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Brands and kinds of the models of all releases that are kept.</summary>
    public async Task<IReadOnlyList<ModelKind>> KindsAsync(DataSet dataSet, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ModelKind>(new CommandDefinition(
            "select distinct brand, product_type from vehicle_identification.models where data_set = @dataSet and not gone",
            new { dataSet = (short)dataSet }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The current release, the release that a name or number means, and the release up to which a walk goes; null if nothing was loaded yet.</summary>
    /// <param name="dataSet">Data set.</param>
    /// <param name="since">Name or number of a release.</param>
    /// <param name="upper">Number of the release that a walk is pinned to; null for the current one.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<SpanRow?> FindSpanAsync(DataSet dataSet, string since, int? upper, CancellationToken cancellation)
    {
        int? number = int.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<SpanRow>(new CommandDefinition("""
            select r.current, r.oldest, s.number as since_number, s.state as since_state, u.number as upper_number, u.name as upper_name,
                   case u.number when r.current then r.took_effect_at else u.finished_at end as upper_took_effect_at
            from vehicle_identification.releases r
            left join lateral (
                select i.number, i.state
                from vehicle_identification.imports i
                where i.data_set = r.data_set and (i.name = @since or i.number = @number) and i.state <> 'loading'
                -- A name may have come twice: if one of them was withdrawn, a copy may be of that one; else the older one leaves nothing out.
                order by i.state = 'failed', i.name = @since desc, i.state in ('current', 'superseded'), i.number
                limit 1) s on true
            left join vehicle_identification.imports u on u.data_set = r.data_set and u.number = coalesce(@upper, r.current)
                and u.number between r.oldest and r.current and u.state in ('current', 'superseded')
            where r.data_set = @dataSet
            """, new { dataSet = (short)dataSet, since, number, upper }, cancellationToken: cancellation));
    }
}

/// <summary>A brand, and cars or motorcycles of it.</summary>
internal sealed record ModelKind
{
    public required string Brand { get; init; }
    public ProductType ProductType { get; init; }
}

/// <summary>A release as it is stored.</summary>
internal sealed record ReleaseRow
{
    public int Number { get; init; }
    public required string Name { get; init; }
    public bool IsCurrent { get; init; }
    public DateTime TookEffectAt { get; init; }
    public long Vehicles { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Removed { get; init; }

    /// <param name="withCounts">The caller sees everything that the counts count.</param>
    public Release ToRelease(bool withCounts) => new()
    {
        Name = Name,
        Number = Number,
        State = IsCurrent ? ReleaseState.Current : ReleaseState.Superseded,
        TookEffectAt = TookEffectAt,
        Counts = withCounts ? new() { Vehicles = Vehicles, RecordsAdded = Added, RecordsChanged = Changed, RecordsRemoved = Removed } : null,
    };
}

/// <summary>From which release to which a walk through the changes goes.</summary>
internal sealed record SpanRow
{
    public int Current { get; init; }
    public int Oldest { get; init; }
    public int? SinceNumber { get; init; }
    public string? SinceState { get; init; }
    public int? UpperNumber { get; init; }
    public string? UpperName { get; init; }
    public DateTime? UpperTookEffectAt { get; init; }
}
