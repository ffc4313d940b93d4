using System.Globalization;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>A release that can be read.</summary>
internal sealed record ReadableRelease
{
    public int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>When readers saw it first, or again after a roll-back.</summary>
    public DateTime TookEffectAt { get; init; }

    /// <summary>Oldest release of the data set that is kept now.</summary>
    public int Oldest { get; init; }
}

/// <summary>Which release a request reads.</summary>
internal sealed class Releases([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>The release that readers see; null if nothing was loaded yet.</summary>
    public async Task<ReadableRelease?> CurrentAsync(DataSet dataSet, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ReadableRelease>(new CommandDefinition(
            "select current as number, name, took_effect_at, oldest from vehicle_identification.releases where data_set = @dataSet",
            new { dataSet = (short)dataSet }, cancellationToken: cancellation));
    }

    /// <summary>The release of a page walk: the current one for the first page, then that of the cursor.</summary>
    /// <param name="after">What the cursor holds, the number of the release first; null for the first page.</param>
    /// <param name="dataSet">What the caller reads.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    /// <exception cref="Platform.Errors.ProblemException">410, if the release of the cursor has been purged.</exception>
    public async Task<ReadableRelease?> OfWalkAsync(string?[]? after, DataSet dataSet, CancellationToken cancellation) => after is null
        ? await CurrentAsync(dataSet, cancellation)
        : await ReadableAsync(dataSet, int.Parse(after[0]!, CultureInfo.InvariantCulture), cancellation) ?? throw PagingErrors.CursorExpired.With();

    /// <summary>A release that was complete and has not been purged; null for any other number.</summary>
    public async Task<ReadableRelease?> ReadableAsync(DataSet dataSet, int number, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ReadableRelease>(new CommandDefinition("""
            select i.number, i.name, case i.state when 'current' then r.took_effect_at else i.finished_at end as took_effect_at, r.oldest
            from vehicle_identification.releases r
            join vehicle_identification.imports i on i.data_set = r.data_set and i.number = @number and i.state in ('current', 'superseded')
            where r.data_set = @dataSet and r.oldest <= @number
            """, new { dataSet = (short)dataSet, number }, cancellationToken: cancellation));
    }
}
