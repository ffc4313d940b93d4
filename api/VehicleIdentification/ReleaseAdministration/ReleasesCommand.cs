using System.CommandLine;
using System.Globalization;
using Aos.Api.Platform.Commands;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>The command <c>releases</c>: the same acts as the operations of the API; it also removes the rows, at once.</summary>
internal sealed class ReleasesCommand(IReadOnlyList<string> settings, Option<string> set)
{
    private const int PageOf = 49;
    private readonly Option<int?> _olderThan = new("--older-than") { Description = "Purge releases with a smaller number." };
    private readonly Option<int?> _keep = new("--keep") { Description = "Keep the release in use and so many before it." };

    public Command Create()
    {
        var list = new Command("list", "Shows the newest 50 releases of a data set.") { set };
        list.SetAction(ListAsync);
        var rollBack = new Command("rollback", "Makes the former release the one in use again.") { set };
        rollBack.SetAction((parsed, cancellationToken) => RunAsync(parsed, RollBackAsync, cancellationToken));
        var abandon = new Command("abandon", "Gives up the import that has not ended, and removes what it wrote.") { set };
        abandon.SetAction((parsed, cancellationToken) => RunAsync(parsed, AbandonAsync, cancellationToken));
        var purge = new Command("purge", "Removes old releases, so that nobody can read them or go back to them.") { set, _olderThan, _keep };
        purge.Validators.Add(result =>
        {
            if (result.GetValue(_olderThan) is null == result.GetValue(_keep) is null)
                result.AddError("Name what goes with --older-than, or what stays with --keep.");
            else if (result.GetValue(_olderThan) is < 1 || result.GetValue(_keep) is < 0)
                result.AddError("The number is too small.");
        });
        purge.SetAction((parsed, cancellationToken) => RunAsync(parsed, PurgeAsync, cancellationToken));
        return new Command("releases", "Releases of catalogue data.") { list, rollBack, abandon, purge };
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"{"number",6}  {"name",-20} {"scope",-8} {"state",-10} {"vehicles",12} {"added",12} {"changed",12} {"removed",12}  started (UTC)");
        foreach (var release in await new CatalogueReleaseStore(database.Main).ListAsync(DataSetOf(parsed), state: null, before: null, PageOf, cancellationToken))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{release.Number,6}  {release.Name,-20} {release.Scope,-8} {release.State,-10} {release.Vehicles,12:N0} {release.Added,12:N0} {release.Changed,12:N0} {release.Removed,12:N0}  {release.StartedAt:yyyy-MM-dd HH:mm:ss}"));
        return 0;
    }

    private static async Task<string> RollBackAsync(CommandDatabase database, short dataSet, ParseResult parsed, CancellationToken cancellationToken)
    {
        var rollback = await database.WriteAsync(write => CatalogueReleaseStore.RollBackAsync(write, dataSet, withdraw: null), cancellationToken);
        return $"Release {rollback.Release.Name} (number {rollback.Release.Number}) of the {DataSetNames.NameOf(dataSet)} data set is in use again; number {rollback.Withdrawn} was withdrawn.";
    }

    private static async Task<string> AbandonAsync(CommandDatabase database, short dataSet, ParseResult parsed, CancellationToken cancellationToken)
    {
        var abandoned = await database.WriteAsync(async write => await CatalogueReleaseStore.FindLoadingAsync(write, dataSet) is { } number
            ? await CatalogueReleaseStore.AbandonAsync(write, dataSet, number)
            : throw new CommandException($"No import into the {DataSetNames.NameOf(dataSet)} data set is running or was cut off."), cancellationToken);
        var removed = await SweepAsync(database, dataSet, parsed, cancellationToken);
        return $"The import of release {abandoned.Release.Name} (number {abandoned.Release.Number}) was abandoned; {removed:N0} rows removed.";
    }

    private async Task<string> PurgeAsync(CommandDatabase database, short dataSet, ParseResult parsed, CancellationToken cancellationToken)
    {
        var olderThan = parsed.GetValue(_olderThan) ?? await OldestOfAsync(database, dataSet, parsed.GetValue(_keep)!.Value, cancellationToken);
        var purge = await database.WriteAsync(write => CatalogueReleaseStore.PurgeAsync(write, dataSet, olderThan), cancellationToken);
        var removed = await SweepAsync(database, dataSet, parsed, cancellationToken);
        return $"{purge.Purged:N0} releases of the {DataSetNames.NameOf(dataSet)} data set purged, {removed:N0} rows removed; the oldest is number {purge.Oldest}.";
    }

    /// <summary>The number from which on the release in use and so many before it stay.</summary>
    private static async Task<int> OldestOfAsync(CommandDatabase database, short dataSet, int keep, CancellationToken cancellationToken)
    {
        var former = await new CatalogueReleaseStore(database.Main).ListAsync(dataSet, "superseded", before: null, Math.Max(keep, 1), cancellationToken);
        var current = await new CatalogueReleaseStore(database.Main).ListAsync(dataSet, "current", before: null, 1, cancellationToken);
        return (keep == 0 ? current : former.Count >= keep ? former.Take(keep).ToList() : []) is [.., var last] ? last.Number : 1;
    }

    private static async Task<long> SweepAsync(CommandDatabase database, short dataSet, ParseResult parsed, CancellationToken cancellationToken)
    {
        var told = new CommandReport(parsed);
        var progress = new ImportProgress(told.Output, told.IsInteractive, parsed.InvocationConfiguration.Error);
        await using var connection = await database.Bulk.OpenConnectionAsync(cancellationToken);
        var removed = await new ReleaseSweep(connection, dataSet) { Removed = rows => progress.Report("removing rows", rows, 0) }.RunAsync(cancellationToken);
        progress.Finish();
        return removed;
    }

    private async Task<int> RunAsync(ParseResult parsed, Func<CommandDatabase, short, ParseResult, CancellationToken, Task<string>> act, CancellationToken cancellationToken)
    {
        await using var database = await CommandDatabase.OpenAsync(settings, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(await act(database, DataSetOf(parsed), parsed, cancellationToken));
        return 0;
    }

    private short DataSetOf(ParseResult parsed) => DataSetNames.NumberOf(parsed.GetValue(set))!.Value;
}
