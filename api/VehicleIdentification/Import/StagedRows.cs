using System.Data;
using System.Threading.Channels;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// The checked rows of an import wait in unlogged tables, one per catalogue table, until all of them are known to be
/// right. A server that dies empties these tables; whoever goes on with the import must stage again.
/// </summary>
internal sealed class StagedRows(NpgsqlConnection connection, ImportManifest manifest, short dataSet, ImportIssues issues)
{
    private const int BatchSize = 1_000;
    private readonly Dictionary<string, long> _counts = [];

    /// <summary>Lines read so far, over all files.</summary>
    public long Read { get; private set; }

    /// <summary>Rows that wait, over all tables.</summary>
    public long Staged => _counts.Values.Sum();

    /// <summary>Rows that wait for one table.</summary>
    public long CountOf(CatalogueTable table) => _counts[table.Name];

    public async Task DropAsync(CancellationToken cancellationToken)
    {
        _counts.Clear();
        foreach (var table in CatalogueTable.All)
            await connection.ExecuteAsync(new CommandDefinition($"drop table if exists {table.StagedIn(dataSet)}", cancellationToken: cancellationToken));
    }

    /// <summary>True if all rows that an earlier run staged are still there.</summary>
    public async Task<bool> StillWaitAsync(long rows)
    {
        foreach (var table in CatalogueTable.All)
            if (!await connection.ExecuteScalarAsync<bool>("select to_regclass(@name) is not null", new { name = table.StagedIn(dataSet) }))
                return false;
        await CountAsync();
        return Staged == rows;
    }

    /// <summary>Counts the rows of tables that this run did not fill itself.</summary>
    public async Task CountAsync()
    {
        foreach (var table in CatalogueTable.All)
            if (!_counts.ContainsKey(table.Name))
                _counts[table.Name] = await connection.ExecuteScalarAsync<long>($"select count(*) from {table.StagedIn(dataSet)}", commandTimeout: 0);
    }

    /// <summary>Rows up to a key, itself included.</summary>
    public Task<long> CountUpToAsync(CatalogueTable table, object key) => connection.ExecuteScalarAsync<long>(
        $"select count(*) from {table.StagedIn(dataSet)} where {table.Key} <= @key", new { key }, commandTimeout: 0);

    /// <summary>Checks every file of a kind and copies its clean rows; reading and copying go on side by side.</summary>
    public async Task StageAsync<TLine, TRow>(ImportKind<TLine, TRow> kind, LineCheck check, ImportProgress progress, CancellationToken cancellationToken)
        where TLine : ImportLine
        where TRow : class
    {
        var table = kind.Table;
        await connection.ExecuteAsync(
            $"""
            create unlogged table {table.StagedIn(dataSet)} as
            select {table.Key}, gone, {table.Columns()}, 0::smallint as file, 0::bigint as line
            from vehicle_identification.{table.Name}
            with no data
            """);

        var rows = Channel.CreateBounded<List<ImportRow<TRow>>>(8);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadAsync(kind, check, rows.Writer, stopped.Token), stopped.Token);
        try
        {
            await CopyAsync(kind, rows.Reader, progress, stopped.Token);
        }
        finally
        {
            await stopped.CancelAsync();
            await reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Makes the key unique; where that fails, names every line whose key came before.</summary>
    public async Task IndexAsync(CatalogueTable table, CancellationToken cancellationToken)
    {
        var staged = table.StagedIn(dataSet);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition($"create unique index on {staged} ({table.Key})", cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition($"analyze {staged}", cancellationToken: cancellationToken));
        }
        catch (PostgresException doubled) when (doubled.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await ReportDoubledAsync(table, staged);
        }
    }

    private async Task ReadAsync<TLine, TRow>(ImportKind<TLine, TRow> kind, LineCheck check, ChannelWriter<List<ImportRow<TRow>>> writer, CancellationToken cancellationToken)
        where TLine : ImportLine
        where TRow : class
    {
        var batch = new List<ImportRow<TRow>>(BatchSize);
        try
        {
            var reader = new ImportFileReader<TLine, TRow>(kind, manifest.IsFull, check);
            for (short file = 0; file < manifest.Files!.Count; file++)
                if (manifest.Files[file].Kind == kind.Table.Name)
                    reader.Read(manifest, file, Give, cancellationToken);
            await writer.WriteAsync(batch, cancellationToken);
            writer.Complete();
        }
        catch (Exception failure)
        {
            writer.Complete(failure);
        }

        void Give(ImportRow<TRow> row)
        {
            batch.Add(row);
            if (batch.Count < BatchSize)
                return;
            // The reading thread has nothing else to do than to wait for room.
            writer.WriteAsync(batch, cancellationToken).AsTask().GetAwaiter().GetResult();
            batch = new(BatchSize);
        }
    }

    private async Task CopyAsync<TLine, TRow>(ImportKind<TLine, TRow> kind, ChannelReader<List<ImportRow<TRow>>> rows, ImportProgress progress, CancellationToken cancellationToken)
        where TLine : ImportLine
        where TRow : class
    {
        var table = kind.Table;
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy {table.StagedIn(dataSet)} ({table.Key}, gone, {table.Columns()}, file, line) from stdin (format binary)", cancellationToken);
        try
        {
            _counts[table.Name] = 0;
            var row = new CopyRow(copy);
            row.Begin();
            await foreach (var batch in rows.ReadAllAsync(cancellationToken))
            {
                foreach (var item in batch)
                    WriteRow(kind, row, item);
                Read += batch.Count;
                _counts[table.Name] += batch.Count;
                progress.Report($"reading {table.Name}", Read, manifest.Rows);
            }

            row.End();
        }
        catch
        {
            // Leaving without this would end the copy as if all had been sent.
            if (connection.FullState == ConnectionState.Open || connection.FullState.HasFlag(ConnectionState.Fetching))
                await copy.CancelAsync();
            throw;
        }
    }

    private static void WriteRow<TLine, TRow>(ImportKind<TLine, TRow> kind, CopyRow row, ImportRow<TRow> item)
        where TLine : ImportLine
        where TRow : class
    {
        row.Row(kind.Table.Values.Length + 4);
        kind.WriteKey(row, item.Row);
        row.Flag(item.Gone);
        if (item.Gone)
            row.Unknown(kind.Table.Values.Length);
        else
            kind.WriteValues(row, item.Row);
        row.Small(item.File).Long(item.Line);
    }

    private async Task ReportDoubledAsync(CatalogueTable table, string staged)
    {
        var listed = 0;
        foreach (var (file, line, firstFile, firstLine, total) in await connection.QueryAsync<(short, long, short, long, long)>(
            $"""
            select file, line, first_file, first_line, count(*) over ()
            from (select file, line, first_value(file) over same as first_file, first_value(line) over same as first_line, row_number() over same as nth
                  from {staged}
                  window same as (partition by {table.Key} order by file, line)) keys
            where nth > 1
            order by file, line
            limit {ImportIssues.KeptAtMost}
            """))
        {
            var first = firstFile == file ? $"line {firstLine}" : $"{manifest.Files![firstFile].Name}:{firstLine}";
            issues.Add(manifest.Files![file].Name!, line, table.KeyProperty, $"is there already on {first}");
            if (++listed == ImportIssues.KeptAtMost)
                issues.AddUnlisted(total - listed);
        }
    }
}
