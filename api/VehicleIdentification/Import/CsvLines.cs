using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using CsvHelper;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// Records of a CSV file (RFC 4180, comma, UTF-8, a header) as JSON, so that a record of either form is checked by the
/// same rules and its faults have the same words.
/// </summary>
internal sealed class CsvLines : LineSource
{
    private readonly Queue<(long Line, string Reason)> _malformed = new();
    private readonly ArrayBufferWriter<byte> _json = new(4096);
    private readonly Utf8JsonWriter _writer;
    private readonly CsvReader _reader;
    private readonly JsonTypeInfo _line;
    private CsvColumns? _columns;
    private long _number;
    private bool _holdsRecord;
    private bool _ended;

    public CsvLines(Stream content, JsonTypeInfo line)
    {
        _line = line;
        _writer = new(_json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _reader = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            DetectSeparatorHint = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = LineReader.MaximumLength,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = record => _malformed.Enqueue((record.LineNumber, ReasonOf(record.Reason))),
        });
    }

    public override long Number => _number;

    public override bool TryRead(out ReadOnlySpan<byte> json)
    {
        json = default;
        Fault = null;
        try
        {
            if (_columns is null && !ReadHeader())
                return true;
            // What was passed over on the way to a record is told before it.
            if (!_holdsRecord && _malformed.Count == 0)
                _holdsRecord = !_ended && _reader.Read();
        }
        catch (Exception refused) when (refused is CsvFormatException or InvalidOperationException)
        {
            _ended = true;
            return Refuse(_number + 1, "is longer than 1 MB, or has a quote that is never closed; the rest of the file was not read");
        }

        if (_malformed.TryDequeue(out var malformed))
            return Refuse(malformed.Line, malformed.Reason);
        if (!_holdsRecord)
            return false;
        _holdsRecord = false;
        _number = _reader.LineNumber;
        if (!Utf8.IsValid(_reader.RawRecord))
            return Refuse(_number, "is not UTF-8");
        _json.ResetWrittenCount();
        _writer.Reset(_json);
        _columns!.Write(_writer, _reader);
        _writer.Flush();
        json = _json.WrittenSpan;
        return true;
    }

    public override void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
    }

    /// <summary>False, with the fault told, if the header cannot be used; nothing of the file is read then.</summary>
    private bool ReadHeader()
    {
        _reader.ReadHeader();
        _columns = new CsvColumns(_line, _reader.Headers);
        if (_columns.Fault is not { } fault)
            return true;
        _ended = true;
        return !Refuse(1, fault);
    }

    private bool Refuse(long line, string reason)
    {
        (_number, Fault) = (line, reason);
        return true;
    }

    private static string ReasonOf(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "has another number of fields than the header",
        CsvMalformedReason.UnterminatedQuote => "has a quote that is never closed",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote",
        _ => "has a quote inside a field that is not quoted",
    };
}
