using System.Globalization;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>How many keys a step added, changed and removed.</summary>
internal readonly record struct DeltaCounts(long Added, long Changed, long Removed);

/// <summary>
/// Writes the versions of a new release: what differs between the staged rows and the release in use, chunk after chunk
/// of keys, each in its own transaction. Rows are compared value by value, so that nothing depends on a hash.
/// </summary>
internal sealed class ReleaseDelta(NpgsqlConnection connection, ImportLedger ledger, short dataSet, int current, bool isFull, int chunkSize)
{
    /// <summary>Writes the delta of one table, from after a key on.</summary>
    public async Task WriteAsync(CatalogueTable table, object? after, Action<WrittenSoFar> advance, CancellationToken cancellationToken)
    {
        var low = after;
        do
        {
            var high = await LastKeyOfChunkAsync(table, low, cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await ledger.FenceAsync(transaction, cancellationToken);
            var counts = current == 0
                ? await WriteFirstAsync(table, low, high, transaction, cancellationToken)
                : await WriteChunkAsync(table, low, high, transaction, cancellationToken);
            var written = await ledger.AdvanceAsync(transaction, table, Convert.ToString(high, CultureInfo.InvariantCulture) is { Length: > 0 } key ? key : null, counts);
            await transaction.CommitAsync(cancellationToken);
            advance(written);
            low = high;
        }
        while (low is not null);
    }

    /// <summary>The key that ends the chunk; null for the last chunk, which has no end: what lies beyond is gone, too.</summary>
    private Task<object?> LastKeyOfChunkAsync(CatalogueTable table, object? low, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<object?>(new CommandDefinition(
            $"""
            select {table.Key}
            from {table.StagedIn(dataSet)}
            {(low is null ? "" : $"where {table.Key} > @low")}
            order by {table.Key}
            offset {chunkSize - 1} limit 1
            """, new { low }, cancellationToken: cancellationToken));

    /// <summary>Upon nothing everything is new: there is nothing to compare with.</summary>
    private async Task<DeltaCounts> WriteFirstAsync(CatalogueTable table, object? low, object? high, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var added = await connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into vehicle_identification.{table.Name} (data_set, {table.Key}, from_release, {table.Columns()})
            select @dataSet, {table.Key}, @Number, {table.Columns()}
            from {table.StagedIn(dataSet)}
            where true{RangeOf(table.Key, low, high)}
            order by {table.Key}
            """,
            new { dataSet, ledger.Number, low, high }, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
        return new(added, 0, 0);
    }

    private static string RangeOf(string key, object? low, object? high) =>
        $"{(low is null ? "" : $" and {key} > @low")}{(high is null ? "" : $" and {key} <= @high")}";

    private Task<DeltaCounts> WriteChunkAsync(CatalogueTable table, object? low, object? high, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var key = table.Key;
        var range = RangeOf(key, low, high);
        return connection.QuerySingleAsync<DeltaCounts>(new CommandDefinition(
            $"""
            with delta as materialized (
                select coalesce(s.{key}, c.{key}) as key, (s.{key} is null or s.gone) as gone, (c.{key} is null or c.gone) as is_new, {table.Columns("s")}
                from (select * from {table.StagedIn(dataSet)} where true{range}) s
                {(isFull ? FullJoin(table, range) : ChangedJoin(table))}
                where case
                    when c.{key} is null then not s.gone
                    when s.{key} is null then not c.gone
                    when s.gone or c.gone then s.gone <> c.gone
                    else row({table.Columns("s")}) is distinct from row({table.Columns("c")})
                end),
            written as (
                insert into vehicle_identification.{table.Name} (data_set, {key}, from_release, gone, {table.Columns()})
                select @dataSet, key, @Number, gone, {table.Columns()}
                from delta
                order by key)
            select count(*) filter (where not gone and is_new) as added,
                   count(*) filter (where not gone and not is_new) as changed,
                   count(*) filter (where gone) as removed
            from delta
            """,
            new { dataSet, current, ledger.Number, low, high }, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
    }

    /// <summary>Every key of the range in use, so that those without a staged row are found.</summary>
    private static string FullJoin(CatalogueTable table, string range) =>
        $"""
        full join (
            select distinct on ({table.Key}) {table.Key}, gone, {table.Columns()}
            from vehicle_identification.{table.Name}
            where data_set = @dataSet and from_release <= @current{range}
            order by {table.Key}, from_release desc) c on c.{table.Key} = s.{table.Key}
        """;

    /// <summary>Only the keys that are staged: a few changes may be spread over millions of rows.</summary>
    private static string ChangedJoin(CatalogueTable table) =>
        $"""
        left join lateral (
            select {table.Key}, gone, {table.Columns()}
            from vehicle_identification.{table.Name} held
            where held.data_set = @dataSet and held.{table.Key} = s.{table.Key} and held.from_release <= @current
            order by held.from_release desc
            limit 1) c on true
        """;
}
