using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>The commands <c>import</c> and <c>import --make-manifest</c>. Exit code 0: done or in use already; 1: refused or faulty.</summary>
internal static class ImportCommand
{
    /// <param name="bulk">Connections without a statement time-out.</param>
    /// <param name="time">Decides which dates lie in the future.</param>
    /// <param name="path">A manifest or the folder that holds one.</param>
    /// <param name="dataSet"><c>production</c> or <c>sandbox</c>; must be what the manifest says.</param>
    /// <param name="output">Where progress and report are printed.</param>
    /// <param name="isInteractive">True on a terminal: the progress line is written over and over.</param>
    /// <param name="cancellationToken">Stops the import; the release in use stays.</param>
    /// <param name="settings">How it is done.</param>
    /// <param name="plain">Where progress is told without a terminal; null for nowhere.</param>
    public static async Task<int> RunAsync(
        NpgsqlDataSource bulk, TimeProvider time, string path, string dataSet, TextWriter output, bool isInteractive, CancellationToken cancellationToken,
        ImportSettings? settings = null, TextWriter? plain = null)
    {
        var progress = new ImportProgress(output, isInteractive, plain);
        try
        {
            var manifest = ImportManifest.Read(path);
            if (manifest.DataSet != dataSet)
                throw new ImportRefusedException($"The manifest is for the {manifest.DataSet} data set, but --set says {dataSet}.");
            var began = time.GetTimestamp();
            var outcome = await new CatalogueImport(bulk, time, progress, settings ?? new()).RunAsync(manifest, cancellationToken);
            progress.Finish();
            return Tell(outcome, manifest, time.GetElapsedTime(began), output);
        }
        catch (ImportRefusedException refused)
        {
            progress.Finish();
            await output.WriteLineAsync(refused.Message);
        }
        catch (OperationCanceledException)
        {
            progress.Finish();
            await output.WriteLineAsync("The import was stopped; the release in use stays.");
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            progress.Finish();
            await output.WriteLineAsync($"The import was cut off, and the release in use stays; the same command goes on with it. {failure.Message}");
        }

        return 1;
    }

    public static async Task<int> MakeManifestAsync(
        string folder, string release, string dataSet, bool changed, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await ManifestWriter.WriteAsync(folder, release, dataSet, changed, cancellationToken);
            await output.WriteLineAsync($"{Path.Combine(folder, ImportManifest.FileName)}: {manifest.Files!.Count} files, {manifest.Rows:N0} rows.");
            return 0;
        }
        catch (Exception failure) when (failure is ImportRefusedException or IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static int Tell(ImportOutcome outcome, ImportManifest manifest, TimeSpan took, TextWriter output)
    {
        if (outcome.Issues.Any)
        {
            outcome.Issues.Print(output, outcome.Issues.Write(manifest.Folder));
            return 1;
        }

        var release = outcome.Release!;
        output.WriteLine(outcome.WasCurrent
            ? $"Release {release.Name} of the {manifest.DataSet} data set is in use already ({release.Vehicles:N0} vehicles)."
            : $"{(outcome.Resumed ? "The import that had been cut off went on. " : "")}Release {release.Name} of the {manifest.DataSet} data set is in use: {release.Vehicles:N0} vehicles; "
              + $"{outcome.Counts.Added:N0} rows added, {outcome.Counts.Changed:N0} changed, {outcome.Counts.Removed:N0} removed "
              + $"in {took.TotalSeconds:F1} s ({manifest.Rows / Math.Max(took.TotalSeconds, 0.001):N0} rows/s).");
        return 0;
    }
}
