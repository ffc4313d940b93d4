using Aos.Api.VehicleIdentification.Import.Kinds;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>How an import ended.</summary>
/// <param name="Release">The release in use afterwards, or null if none is.</param>
/// <param name="WasCurrent">The same manifest was in use already; nothing was done.</param>
/// <param name="Counts">Versions written, over all tables.</param>
/// <param name="Issues">What was wrong; if anything was, the release in use stayed.</param>
internal sealed record ImportOutcome(CurrentRelease? Release, bool WasCurrent, DeltaCounts Counts, ImportIssues Issues);

/// <summary>
/// Makes a release out of the files of a manifest. Readers see nothing of it until the switch; whatever goes wrong
/// before leaves the release in use as it is.
/// </summary>
internal sealed class CatalogueImport(NpgsqlDataSource bulk, TimeProvider time, ImportProgress progress)
{
    /// <summary>Keys written in one transaction.</summary>
    public int ChunkSize { get; init; } = 10_000;

    public async Task<ImportOutcome> RunAsync(ImportManifest manifest, CancellationToken cancellationToken)
    {
        var dataSet = DataSetNames.NumberOf(manifest.DataSet)!.Value;
        await using var connection = await bulk.OpenConnectionAsync(cancellationToken);
        var ledger = new ImportLedger(connection, dataSet);
        await ledger.LockAsync(cancellationToken);
        try
        {
            await ledger.AbandonDeadAsync();
            return await RunLockedAsync(manifest, dataSet, connection, ledger, cancellationToken);
        }
        finally
        {
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open))
                await ledger.UnlockAsync();
        }
    }

    private async Task<ImportOutcome> RunLockedAsync(ImportManifest manifest, short dataSet, NpgsqlConnection connection, ImportLedger ledger, CancellationToken cancellationToken)
    {
        var issues = new ImportIssues();
        var current = await ledger.FindCurrentAsync();
        if (current is not null && current.ManifestSha256.AsSpan().SequenceEqual(manifest.Sha256))
            return new(current, WasCurrent: true, default, issues);
        if (current is null && !manifest.IsFull)
            throw new ImportRefusedException($"The {manifest.DataSet} data set is empty: its first import must be a full one.");

        var check = new LineCheck(issues, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var known = await KnownCodesStore.LoadAsync(connection, dataSet, current?.Number ?? 0, manifest.IsFull);
        await ImportFiles.CheckAsync(manifest, known, check, issues, progress, cancellationToken);
        if (issues.Any)
            return new(current, WasCurrent: false, default, issues);

        await ledger.BeginAsync(manifest);
        try
        {
            var staged = new StagedRows(connection, manifest, dataSet, issues);
            await staged.DropAsync(cancellationToken);
            await StageAllAsync(staged, known, check, cancellationToken);
            if (!issues.Any && !manifest.IsFull)
                await new RemovedCodes(connection, manifest, issues, dataSet, current!.Number).CheckAsync();
            if (issues.Any)
                await ImportLedger.AbandonAsync(connection, dataSet, ledger.Token);
            var outcome = issues.Any
                ? new ImportOutcome(current, WasCurrent: false, default, issues)
                : await ReleaseAsync(manifest, dataSet, connection, ledger, known, current, staged, issues, cancellationToken);
            await staged.DropAsync(CancellationToken.None);
            return outcome;
        }
        catch
        {
            await TryAbandonAsync(dataSet, ledger.Token);
            throw;
        }
    }

    private async Task StageAllAsync(StagedRows staged, KnownCodes known, LineCheck check, CancellationToken cancellationToken)
    {
        await staged.StageAsync(new BrandLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new WmiLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new PlantLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new PaintLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new UpholsteryLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new OptionLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new ModelLines(known), check, progress, cancellationToken);
        await staged.StageAsync(new VehicleLines(known), check, progress, cancellationToken);
        foreach (var table in CatalogueTable.All)
            await staged.IndexAsync(table, cancellationToken);
    }

    private async Task<ImportOutcome> ReleaseAsync(
        ImportManifest manifest, short dataSet, NpgsqlConnection connection, ImportLedger ledger, KnownCodes known,
        CurrentRelease? current, StagedRows staged, ImportIssues issues, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("set synchronous_commit = off; set work_mem = '64MB'");
        await using (var first = await connection.BeginTransactionAsync(cancellationToken))
        {
            await ledger.FenceAsync(first, cancellationToken);
            await KnownCodesStore.KeepFreshIdsAsync(connection, first, dataSet, known);
            await first.CommitAsync(cancellationToken);
        }

        var delta = new ReleaseDelta(connection, ledger, dataSet, current?.Number ?? 0, manifest.IsFull, ChunkSize);
        var (total, vehicles, done, all) = (default(DeltaCounts), current?.Vehicles ?? 0, 0L, staged.Staged);
        foreach (var table in CatalogueTable.All)
        {
            var end = done + staged.CountOf(table);
            var counts = await delta.WriteAsync(table, all, rows => progress.Report($"writing {table.Name}", done = Math.Min(done + rows, end), all), cancellationToken);
            total = new(total.Added + counts.Added, total.Changed + counts.Changed, total.Removed + counts.Removed);
            if (table == CatalogueTable.Vehicles)
                vehicles += counts.Added - counts.Removed;
            await connection.ExecuteAsync($"analyze (skip_locked) vehicle_identification.{table.Name}", commandTimeout: 0);
        }

        await using var last = await connection.BeginTransactionAsync(cancellationToken);
        await ledger.FenceAsync(last, cancellationToken);
        await ledger.SwitchAsync(last, manifest.Release!, vehicles);
        await last.CommitAsync(CancellationToken.None);
        return new(await ledger.FindCurrentAsync(), WasCurrent: false, total, issues);
    }

    /// <summary>Leaves no half release behind if it can; if not, the next import finds the dead one and does it.</summary>
    private async Task TryAbandonAsync(short dataSet, Guid token)
    {
        try
        {
            await using var fresh = await bulk.OpenConnectionAsync(CancellationToken.None);
            await ImportLedger.AbandonAsync(fresh, dataSet, token);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            // The database is away: what is said to the operator is why the import ended.
        }
    }
}
