using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Rows of an uploaded file: NDJSON or CSV. A text that is no VIN is a row like any other.</summary>
internal abstract class LookupRows(LookupLines lines)
{
    /// <summary>Characters of a text or a reference that are kept.</summary>
    public const int MaxText = 200;

    /// <summary>The lines.</summary>
    protected LookupLines Lines { get; } = lines;

    /// <summary>The next row; null behind the last.</summary>
    public abstract ValueTask<LookupRow?> NextAsync(CancellationToken cancellation);

    /// <summary>A row of a text and a reference.</summary>
    protected LookupRow Row(string? text, string? reference) => reference?.Length > MaxText
        ? throw LookupLines.Unreadable(Lines.Number, FieldCodes.TooLong, $"A reference has at most {MaxText} characters.")
        : new(text is null ? "" : text.Length > MaxText ? text[..MaxText] : text.Trim(), string.IsNullOrEmpty(reference) ? null : reference);
}

/// <summary>One JSON string, or one object with <c>vin</c> and maybe <c>reference</c>, on each line.</summary>
internal sealed class NdjsonRows(LookupLines lines) : LookupRows(lines)
{
    public override async ValueTask<LookupRow?> NextAsync(CancellationToken cancellation)
    {
        while (await Lines.NextAsync(cancellation) is { } line)
            if (line.Span.ContainsAnyExcept(" \t"u8))
                return Parse(line.Span);
        return null;
    }

    private LookupRow Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 4 });
            reader.Read();
            var row = reader.TokenType switch
            {
                JsonTokenType.String => Row(reader.GetString(), null),
                JsonTokenType.StartObject => Object(ref reader),
                _ => throw Wrong("The line is neither a JSON string nor an object."),
            };
            return reader.Read() ? throw Wrong("The line holds more than one value.") : row;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Wrong("The line is no JSON.");
        }
    }

    private LookupRow Object(ref Utf8JsonReader reader)
    {
        string? vin = null;
        string? reference = null;
        var hasVin = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isVin, isReference) = (reader.ValueTextEquals("vin"u8), reader.ValueTextEquals("reference"u8));
            if (!isVin && !isReference)
                throw Wrong("The object has another property than vin and reference.", FieldCodes.Unknown);
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
                throw Wrong("vin and reference are texts.", FieldCodes.TypeInvalid);
            if (isVin ? hasVin : reference is not null)
                throw Wrong("A property stands there twice.", FieldCodes.Repeated);
            if (isVin)
                (vin, hasVin) = (reader.GetString(), true);
            else
                reference = reader.GetString();
        }

        return hasVin ? Row(vin, reference) : throw Wrong("The object has no vin.", FieldCodes.Required);
    }

    private ProblemException Wrong(string detail, string code = FieldCodes.FormatInvalid) => LookupLines.Unreadable(Lines.Number, code, detail);
}

/// <summary>A table (RFC 4180) with commas or semicolons; its first line names the columns.</summary>
internal sealed class CsvRows(LookupLines lines) : LookupRows(lines)
{
    private static readonly char[] Separators = [',', ';'];
    private readonly CsvRecord _record = new();
    private char _separator;
    private int _vin = -1;
    private int _reference = -1;

    public override async ValueTask<LookupRow?> NextAsync(CancellationToken cancellation)
    {
        if (_vin < 0 && !await ReadHeaderAsync(cancellation))
            return null;
        return await ReadRecordAsync(cancellation) ? Row(Cell(_vin), Cell(_reference)) : null;
    }

    private string? Cell(int column) => column >= 0 && column < _record.Cells.Count ? _record.Cells[column] : null;

    private async ValueTask<bool> ReadHeaderAsync(CancellationToken cancellation)
    {
        if (await NextTextAsync(cancellation) is not { } header)
            return false;
        foreach (var separator in Separators)
        {
            _separator = separator;
            _record.Begin(header, separator);
            var names = _record.Cells.Select(name => name.Trim().ToLowerInvariant()).ToList();
            (_vin, _reference) = (names.IndexOf("vin"), names.IndexOf("reference"));
            if (_vin >= 0)
                return true;
        }

        throw LookupErrors.ColumnMissing.With();
    }

    private async ValueTask<bool> ReadRecordAsync(CancellationToken cancellation)
    {
        if (await NextTextAsync(cancellation) is not { } text)
            return false;
        var (first, length) = (Lines.Number, text.Length);
        for (var isWhole = _record.Begin(text, _separator); !isWhole;)
        {
            // A line end within quotes: the record goes on.
            if (await Lines.NextAsync(cancellation) is not { } more || (length += more.Length + 1) > LookupLines.MaxLineBytes)
                throw LookupLines.Unreadable(first, FieldCodes.FormatInvalid, "A quotation mark is not closed.");
            isWhole = _record.GoOn(Encoding.UTF8.GetString(more.Span), _separator);
        }

        return true;
    }

    private async ValueTask<string?> NextTextAsync(CancellationToken cancellation)
    {
        while (await Lines.NextAsync(cancellation) is { } line)
            if (line.Span.ContainsAnyExcept(" \t"u8))
                return Encoding.UTF8.GetString(line.Span);
        return null;
    }
}

/// <summary>One record of a table. It keeps its state from line to line, so that each character is read once.</summary>
internal sealed class CsvRecord
{
    private readonly StringBuilder _cell = new();
    private bool _isQuoted;

    /// <summary>The cells, once the record has ended.</summary>
    public List<string> Cells { get; } = [];

    /// <summary>Reads the first line of a record; false if a quotation mark is still open at its end.</summary>
    public bool Begin(string line, char separator)
    {
        Cells.Clear();
        _cell.Clear();
        _isQuoted = false;
        return Read(line, separator);
    }

    /// <summary>Reads a further line, which stands within quotes; false if the quotation mark is still open at its end.</summary>
    public bool GoOn(string line, char separator)
    {
        _cell.Append('\n');
        return Read(line, separator);
    }

    private bool Read(string line, char separator)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (_isQuoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                _cell.Append(line[++i]);
            else if (c == '"' && (_isQuoted || _cell.Length == 0))
                _isQuoted = !_isQuoted;
            else if (c == separator && !_isQuoted)
                EndCell();
            else
                _cell.Append(c);
        }

        if (!_isQuoted)
            EndCell();
        return !_isQuoted;
    }

    private void EndCell()
    {
        Cells.Add(_cell.ToString());
        _cell.Clear();
    }
}
