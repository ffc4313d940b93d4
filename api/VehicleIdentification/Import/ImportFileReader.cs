using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>A checked row, with the place it came from.</summary>
internal readonly record struct ImportRow<TRow>(TRow Row, bool Gone, short File, long Line);

/// <summary>Reads files of one kind: cuts lines, parses them strictly, checks them, hands on the clean ones.</summary>
internal sealed class ImportFileReader<TLine, TRow>(ImportKind<TLine, TRow> kind, bool isFull, LineCheck check)
    where TLine : ImportLine
    where TRow : class
{
    public void Read(ImportManifest manifest, short fileNumber, Action<ImportRow<TRow>> give, CancellationToken cancellationToken)
    {
        var file = manifest.Files![fileNumber];
        using var lines = LineSource.Open(manifest.PathOf(file), kind.Json);
        try
        {
            while (lines.TryRead(out var bytes))
            {
                cancellationToken.ThrowIfCancellationRequested();
                check.Begin(file.Name!, lines.Number);
                if (lines.Fault is { } fault)
                    check.Fault(null, fault);
                else if (StrictLine.Parse(bytes, kind.Json, check) is { } line && Checked(line) is { } row)
                    give(new(row, line.Gone == true, fileNumber, lines.Number));
            }
        }
        catch (InvalidDataException)
        {
            check.Begin(file.Name!, lines.Number + 1);
            check.Fault(null, "cannot be unpacked: the gzip file is damaged");
        }
    }

    private TRow? Checked(TLine line)
    {
        if (line.Gone != true)
            return kind.Check(line, check);
        if (!isFull)
            return kind.CheckGone(line, check);
        check.Fault("gone", "belongs to a changed import; in a full one leave the line out");
        return null;
    }
}
