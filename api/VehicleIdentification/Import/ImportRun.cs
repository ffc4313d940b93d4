using Aos.Api.VehicleIdentification.Import.Kinds;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The steps of one import: check the files, stage their rows, write what differs, switch.</summary>
internal sealed class ImportRun(
    NpgsqlConnection connection, ImportLedger ledger, ImportManifest manifest, short dataSet, CurrentRelease? current,
    ImportIssues issues, ImportProgress progress, ImportSettings settings)
{
    private readonly StagedRows _staged = new(connection, manifest, dataSet, issues);
    private readonly RemovalGuard _guard = new(manifest, settings, current?.Vehicles ?? 0);

    /// <summary>Compares the files with their digests; false if something is wrong with them.</summary>
    public async Task<bool> CheckFilesAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await ImportFiles.CheckAsync(manifest, await KnownAsync(), new LineCheck(issues, today), issues, progress, cancellationToken);
        return !issues.Any;
    }

    /// <summary>Does what is left to do.</summary>
    public async Task<ImportOutcome> FinishAsync(UnfinishedImport? unfinished, DateOnly today, CancellationToken cancellationToken)
    {
        // A server that died has emptied the staged tables: then every key would look gone.
        if (unfinished?.StagedRows is not { } rows || !await _staged.StillWaitAsync(rows))
        {
            if (unfinished is not null && !await CheckFilesAsync(today, cancellationToken) || !await StageAsync(today, cancellationToken))
            {
                await ImportLedger.AbandonAsync(connection, dataSet, ledger.Number);
                await _staged.DropAsync(CancellationToken.None);
                await new ReleaseSweep(connection, dataSet).RemoveReleasesAsync(CancellationToken.None);
                return new(current, WasCurrent: false, default, issues);
            }
        }

        await _staged.CountAsync();
        if (current is not null)
            _guard.Check(current.Vehicles - _staged.CountOf(CatalogueTable.Vehicles));
        await WriteAsync(unfinished, cancellationToken);
        await SwitchAsync(cancellationToken);
        await _staged.DropAsync(CancellationToken.None);
        return new(await ledger.FindCurrentAsync(), WasCurrent: false, await ledger.CountsAsync(), issues);
    }

    private Task<KnownCodes> KnownAsync() => KnownCodesStore.LoadAsync(connection, dataSet, current?.Number ?? 0, manifest.IsFull);

    /// <summary>Checks every line and stages its row; false if something is wrong.</summary>
    private async Task<bool> StageAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var known = await KnownAsync();
        await _staged.DropAsync(cancellationToken);
        await StageAllAsync(known, new LineCheck(issues, today), cancellationToken);
        if (!issues.Any && !manifest.IsFull)
            await new RemovedCodes(connection, manifest, issues, dataSet, current!.Number).CheckAsync();
        if (issues.Any)
            return false;

        // The numbers that staged rows hold must be kept before anybody goes on with those rows.
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ledger.FenceAsync(transaction, cancellationToken);
        await KnownCodesStore.KeepFreshIdsAsync(connection, transaction, dataSet, known);
        await ledger.StagedAsync(transaction, _staged.Staged);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task StageAllAsync(KnownCodes known, LineCheck check, CancellationToken cancellationToken)
    {
        await _staged.StageAsync(new BrandLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new WmiLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new PlantLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new PaintLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new UpholsteryLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new OptionLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new ModelLines(known), check, progress, cancellationToken);
        await _staged.StageAsync(new VehicleLines(known), check, progress, cancellationToken);
        foreach (var table in CatalogueTable.All)
        {
            progress.Report($"sorting {table.Name}", 0, 0);
            await _staged.IndexAsync(table, cancellationToken);
        }
    }

    private async Task WriteAsync(UnfinishedImport? unfinished, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("set synchronous_commit = off; set work_mem = '64MB'");
        var delta = new ReleaseDelta(connection, ledger, dataSet, current?.Number ?? 0, manifest.IsFull, settings.ChunkSize);
        var (done, all) = (0L, _staged.Staged);
        var begun = unfinished?.LastTable is null;
        foreach (var table in CatalogueTable.All)
        {
            var end = done + _staged.CountOf(table);
            var continues = !begun && unfinished!.LastTable == table.Name;
            begun |= continues;
            if (begun && !(continues && unfinished!.LastKey is null))
            {
                var low = continues ? table.ParseKey(unfinished!.LastKey!) : null;
                if (low is not null)
                    done += await _staged.CountUpToAsync(table, low);
                await delta.WriteAsync(table, low, written =>
                {
                    _guard.Check(written.VehiclesRemoved);
                    progress.Report($"writing {table.Name}", done = Math.Min(done + settings.ChunkSize, end), all);
                }, cancellationToken);
                await connection.ExecuteAsync($"analyze (skip_locked) vehicle_identification.{table.Name}", commandTimeout: 0);
            }

            done = end;
        }
    }

    private async Task SwitchAsync(CancellationToken cancellationToken)
    {
        await using var last = await connection.BeginTransactionAsync(cancellationToken);
        await ledger.FenceAsync(last, cancellationToken);
        await new ReleaseSwitch(connection, last, dataSet, ledger.Number).RunAsync(manifest.Release!, current?.Number ?? 0);
        await last.CommitAsync(CancellationToken.None);
    }
}
