using System.Globalization;
using System.Text.Unicode;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>The lines of an uploaded file, as they come. Counts lines and bytes, and checks that every line is UTF-8.</summary>
internal sealed class LookupLines(Stream file)
{
    /// <summary>Bytes of a file after decompression.</summary>
    public const int MaxBytes = 128 * 1024 * 1024;

    /// <summary>Bytes of a line.</summary>
    public const int MaxLineBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[2 * MaxLineBytes];
    private int _start;
    private int _end;
    private long _read;
    private bool _isAtEnd;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end, valid until the next call; null behind the last.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
                return Take(length, skip: 1);
            if (_isAtEnd && _end == _start)
                return null;
            if (_isAtEnd)
                return Take(_end - _start, skip: 0);
            if (_end - _start > MaxLineBytes)
                throw Unreadable(Number + 1, FieldCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"A line may have {MaxLineBytes} bytes."));
            await FillAsync(cancellation);
        }
    }

    /// <summary>The refusal of a line.</summary>
    public static ProblemException Unreadable(int line, string code, string detail) => new(LookupErrors.LineUnreadable, [line])
    {
        Fields = [new() { Pointer = string.Create(CultureInfo.InvariantCulture, $"/lines/{line}"), Code = code, Detail = detail }],
    };

    private ReadOnlyMemory<byte> Take(int length, int skip)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + skip;
        Number++;
        if (Number == 1 && line.Span.StartsWith("\ufeff"u8))
            line = line[3..];
        if (line.Length > 0 && line.Span[^1] == '\r')
            line = line[..^1];
        return Utf8.IsValid(line.Span) ? line : throw Unreadable(Number, FieldCodes.FormatInvalid, "The line is not UTF-8.");
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await file.ReadAsync(_buffer.AsMemory(_end), cancellation);
        (_end, _read, _isAtEnd) = (_end + read, _read + read, read == 0);
        if (_read > MaxBytes)
            throw RequestErrors.TooLarge.With();
    }
}
