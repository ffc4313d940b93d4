using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Compares the files with what the manifest says of them, before anything else is done.</summary>
internal static class ImportFiles
{
    public static async Task CheckAsync(ImportManifest manifest, KnownCodes known, LineCheck check, ImportIssues issues, ImportProgress progress, CancellationToken cancellationToken)
    {
        for (short number = 0; number < manifest.Files!.Count; number++)
        {
            var file = manifest.Files[number];
            progress.Report($"checking {file.Name}", 0, 0);
            var stored = await StoredFile.MeasureAsync(manifest.PathOf(file), cancellationToken);
            if (string.Equals(stored.Sha256, file.Sha256, StringComparison.OrdinalIgnoreCase) && stored.Rows == file.Rows)
                continue;

            if (stored.Rows != file.Rows)
                issues.Add(file.Name!, stored.Rows, null, $"is the last line, but the manifest says {file.Rows:N0} rows: the file was cut or changed");
            else
                issues.Add(file.Name!, null, null, "differs from the digest in the manifest: the file was changed, or the manifest is older");
            ReadForFaults(file.Kind!, manifest, number, known, check, cancellationToken);
        }
    }

    /// <summary>A digest cannot tell where a file is damaged; reading it often can.</summary>
    private static void ReadForFaults(string kind, ImportManifest manifest, short number, KnownCodes known, LineCheck check, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case "brands": Read(new BrandLines(known)); break;
            case "wmis": Read(new WmiLines(known)); break;
            case "plants": Read(new PlantLines(known)); break;
            case "paints": Read(new PaintLines(known)); break;
            case "upholsteries": Read(new UpholsteryLines(known)); break;
            case "options": Read(new OptionLines(known)); break;
            case "models": Read(new ModelLines(known)); break;
            case "vehicles": Read(new VehicleLines(known)); break;
        }

        void Read<TLine, TRow>(ImportKind<TLine, TRow> reader) where TLine : ImportLine where TRow : class =>
            new ImportFileReader<TLine, TRow>(reader, manifest.IsFull, check).Read(manifest, number, _ => { }, cancellationToken);
    }
}
