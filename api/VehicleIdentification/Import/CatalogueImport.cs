using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>How an import ended.</summary>
/// <param name="Release">The release in use afterwards, or null if none is.</param>
/// <param name="WasCurrent">The same manifest was in use already; nothing was done.</param>
/// <param name="Counts">Versions written, over all tables.</param>
/// <param name="Issues">What was wrong; if anything was, the release in use stayed.</param>
internal sealed record ImportOutcome(CurrentRelease? Release, bool WasCurrent, DeltaCounts Counts, ImportIssues Issues)
{
    /// <summary>An earlier run of the same import had been cut off, and this one went on with it.</summary>
    public bool Resumed { get; init; }
}

/// <summary>
/// Makes a release out of the files of a manifest. Readers see nothing of it until the switch; whatever goes wrong
/// before leaves the release in use as it is. An import that was cut off, by the death of its program or its database,
/// goes on with the next run of the same manifest.
/// </summary>
internal sealed class CatalogueImport(NpgsqlDataSource bulk, TimeProvider time, ImportProgress progress, ImportSettings settings)
{
    public async Task<ImportOutcome> RunAsync(ImportManifest manifest, CancellationToken cancellationToken)
    {
        var dataSet = DataSetNames.NumberOf(manifest.DataSet)!.Value;
        await using var connection = await bulk.OpenConnectionAsync(cancellationToken);
        var ledger = new ImportLedger(connection, dataSet);
        await ledger.LockAsync(cancellationToken);
        try
        {
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
        progress.Issues = issues;
        var current = await ledger.FindCurrentAsync();
        var unfinished = await ledger.FindUnfinishedAsync();
        if (unfinished is not null && !(unfinished.Base == (current?.Number ?? 0) && unfinished.ManifestSha256.AsSpan().SequenceEqual(manifest.Sha256)))
        {
            await ImportLedger.AbandonAsync(connection, dataSet, unfinished.Number);
            unfinished = null;
        }

        if (current is not null && current.ManifestSha256.AsSpan().SequenceEqual(manifest.Sha256))
            return new(current, WasCurrent: true, default, issues);
        if (current is null && !manifest.IsFull)
            throw new ImportRefusedException($"The {manifest.DataSet} data set is empty: its first import must be a full one.");
        if (SpaceCheck.Check(manifest, settings, isFirst: current is null) is { } warning)
            progress.Say(warning);

        // What an abandoned or withdrawn release left behind would come to light with this one.
        await new ReleaseSweep(connection, dataSet) { Removed = rows => progress.Report("removing abandoned rows", rows, 0) }.RemoveReleasesAsync(cancellationToken);
        var run = new ImportRun(connection, ledger, manifest, dataSet, current, issues, progress, settings);
        if (unfinished is not null)
            await ledger.TakeOverAsync(unfinished);
        else if (!await run.CheckFilesAsync(Today, cancellationToken))
            return new(current, WasCurrent: false, default, issues);
        else
            await ledger.BeginAsync(manifest, current);
        return await FinishAsync(run, dataSet, ledger, unfinished, cancellationToken);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task<ImportOutcome> FinishAsync(ImportRun run, short dataSet, ImportLedger ledger, UnfinishedImport? unfinished, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await run.FinishAsync(unfinished, Today, cancellationToken);
            return outcome with { Resumed = unfinished is not null };
        }
        catch (Exception failure) when (failure is not (NpgsqlException or IOException or TimeoutException))
        {
            // It was stopped or refused and will not be gone on with. A lost database or disk is another matter.
            await TryAbandonAsync(dataSet, ledger.Number);
            throw;
        }
    }

    /// <summary>Leaves no half release behind if it can; if not, the next import finds it.</summary>
    private async Task TryAbandonAsync(short dataSet, int number)
    {
        try
        {
            await using var fresh = await bulk.OpenConnectionAsync(CancellationToken.None);
            await ImportLedger.AbandonAsync(fresh, dataSet, number);
            await new ReleaseSweep(fresh, dataSet).RemoveReleasesAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            // The database is away: what is said to the operator is why the import ended.
        }
    }
}
