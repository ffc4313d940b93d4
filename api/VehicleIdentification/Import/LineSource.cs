using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Gives the lines of an import file as JSON, one after the other, whatever the form of the file.</summary>
internal abstract class LineSource : IDisposable
{
    /// <summary>Number of the line read last, from 1; where a record goes over several lines, of the first.</summary>
    public abstract long Number { get; }

    /// <summary>What is wrong with the line read last, if it cannot even be given: then its bytes are not.</summary>
    public string? Fault { get; protected set; }

    /// <summary>Reads the next line; the bytes hold until the next call.</summary>
    /// <exception cref="InvalidDataException">The packed file is damaged.</exception>
    public abstract bool TryRead(out ReadOnlySpan<byte> json);

    public abstract void Dispose();

    /// <summary>Opens a file by its name: <c>.csv</c> or <c>.csv.gz</c> is CSV, every other one NDJSON.</summary>
    public static LineSource Open(string path, JsonTypeInfo line) => StoredFile.IsCsv(path)
        ? new CsvLines(StoredFile.OpenContent(path), line)
        : new NdjsonLines(StoredFile.OpenContent(path));
}

/// <summary>The lines of NDJSON are JSON already.</summary>
internal sealed class NdjsonLines(Stream content) : LineSource
{
    private readonly LineReader _lines = new(content);

    public override long Number => _lines.Number;

    public override bool TryRead(out ReadOnlySpan<byte> json)
    {
        var read = _lines.TryRead(out json);
        Fault = _lines.IsTooLong ? "is longer than 1 MB" : null;
        return read;
    }

    public override void Dispose() => content.Dispose();
}
