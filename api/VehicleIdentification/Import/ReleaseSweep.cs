using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// Removes rows that no reader can see any more: those of imports that came to nothing and of releases that were rolled
/// back, and versions that only purged releases needed. It works in small transactions, so that it can be cut off anywhere
/// and readers are never made to wait.
/// </summary>
internal sealed class ReleaseSweep(NpgsqlConnection connection, short dataSet)
{
    /// <summary>Rows in one transaction.</summary>
    public int BatchSize { get; init; } = 10_000;

    /// <summary>Called with the rows removed so far.</summary>
    public Action<long>? Removed { get; init; }

    /// <summary>Removes everything that is due; gives the number of rows.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken) =>
        await RemoveReleasesAsync(cancellationToken) + await RemoveVersionsAsync(cancellationToken);

    /// <summary>Rows above the release in use: they must be gone before the next release makes them visible.</summary>
    public async Task<long> RemoveReleasesAsync(CancellationToken cancellationToken)
    {
        var removed = 0L;
        foreach (var number in (await connection.QueryAsync<int>(
            "/* worker */ select number from vehicle_identification.imports where data_set = @dataSet and not swept and state in ('failed', 'withdrawn') order by number", new { dataSet })).AsList())
        {
            foreach (var table in CatalogueTable.All)
                removed += await RemoveReleaseAsync(table, number, removed, cancellationToken);
            await connection.ExecuteAsync("/* worker */ update vehicle_identification.imports set swept = true where data_set = @dataSet and number = @number", new { dataSet, number });
        }

        return removed;
    }

    /// <summary>Versions from which the oldest readable release has a newer one, and tombstones that bury nothing any more.</summary>
    public async Task<long> RemoveVersionsAsync(CancellationToken cancellationToken)
    {
        var (oldest, purged) = await connection.QuerySingleOrDefaultAsync<(int, int)>(
            "/* worker */ select oldest, purged from vehicle_identification.releases where data_set = @dataSet", new { dataSet });
        if (purged >= oldest)
            return 0;
        var removed = 0L;
        foreach (var table in CatalogueTable.All)
            removed += await RemoveVersionsAsync(table, oldest, removed, cancellationToken);
        await connection.ExecuteAsync("/* worker */ update vehicle_identification.releases set purged = @oldest where data_set = @dataSet and purged < @oldest", new { dataSet, oldest });
        return removed;
    }

    private async Task<long> RemoveReleaseAsync(CatalogueTable table, int number, long before, CancellationToken cancellationToken)
    {
        // Each batch begins behind the one before, so that no index entry of a removed row is looked at again.
        var removed = 0L;
        object? low = null;
        do
        {
            var batch = await connection.QuerySingleAsync<(object? High, int Removed)>(new CommandDefinition(
                $"""
                /* worker */
                with batch as (
                    select {table.Key}
                    from vehicle_identification.{table.Name}
                    where data_set = @dataSet and from_release = @number{(low is null ? "" : $" and {table.Key} > @low")}
                    order by {table.Key}
                    limit @BatchSize),
                removed as (
                    delete from vehicle_identification.{table.Name} x
                    using batch b
                    where x.data_set = @dataSet and x.from_release = @number and x.{table.Key} = b.{table.Key})
                select max({table.Key}) as high, count(*)::int as removed
                from batch
                """, new { dataSet, number, low, BatchSize }, commandTimeout: 0, cancellationToken: cancellationToken));
            removed += batch.Removed;
            Removed?.Invoke(before + removed);
            low = batch.Removed < BatchSize ? null : batch.High;
        }
        while (low is not null);
        return removed;
    }

    private async Task<long> RemoveVersionsAsync(CatalogueTable table, int oldest, long before, CancellationToken cancellationToken)
    {
        var removed = 0L;
        object? low = null;
        do
        {
            var batch = await connection.QuerySingleAsync<(object? High, int Removed)>(new CommandDefinition(
                $"""
                /* worker */
                with batch as (
                    select {table.Key}, from_release, gone
                    from vehicle_identification.{table.Name}
                    where data_set = @dataSet{(low is null ? "" : $" and {table.Key} >= @low")}
                    order by {table.Key}, from_release
                    limit @BatchSize),
                edge as (
                    select max({table.Key}) as high, count(*) = @BatchSize as is_full from batch),
                versions as (
                    select {table.Key}, from_release, gone, lead(from_release) over (partition by {table.Key} order by from_release) as next
                    from batch
                    where from_release <= @oldest and ({table.Key} < (select high from edge) or not (select is_full from edge))),
                removed as (
                    delete from vehicle_identification.{table.Name} x
                    using versions v
                    where x.data_set = @dataSet and x.{table.Key} = v.{table.Key} and x.from_release = v.from_release and (v.next is not null or v.gone)
                    returning 1)
                select case when is_full then high end as high, (select count(*)::int from removed) as removed
                from edge
                """, new { dataSet, oldest, low, BatchSize }, commandTimeout: 0, cancellationToken: cancellationToken));
            removed += batch.Removed;
            Removed?.Invoke(before + removed);
            // The last key of a batch may have more versions behind it: the next batch begins with it.
            low = Equals(batch.High, low) ? null : batch.High;
        }
        while (low is not null);
        return removed;
    }
}
