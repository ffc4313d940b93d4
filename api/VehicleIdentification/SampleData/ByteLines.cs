using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>A file of lines that are put together as bytes: making text of them first takes longer than everything else.</summary>
internal sealed class ByteLines(string path, bool packed) : IDisposable
{
    private const int Block = 1 << 18;
    private const int LongestLine = 1 << 14;

    private readonly Stream _stream = Open(path, packed);
    private readonly byte[] _buffer = new byte[Block + LongestLine];
    private int _length;

    /// <summary>Name of a file, packed or not.</summary>
    public static string NameOf(string kind, bool packed) => packed ? kind + ".ndjson.gz" : kind + ".ndjson";

    public ByteLines Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>A whole number from 0 on.</summary>
    public ByteLines Number(int value)
    {
        System.Buffers.Text.Utf8Formatter.TryFormat(value, _buffer.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>A number from 0 to 99 with two digits.</summary>
    public ByteLines Two(int value)
    {
        _buffer[_length++] = (byte)('0' + value / 10);
        _buffer[_length++] = (byte)('0' + value % 10);
        return this;
    }

    /// <summary>A date as <c>2026-01-31</c>.</summary>
    public ByteLines Day(DateOnly date) => Two(date.Year / 100).Two(date.Year % 100).Add("-"u8).Two(date.Month).Add("-"u8).Two(date.Day);

    /// <summary>Three characters of a code.</summary>
    public ByteLines Code(int code)
    {
        _buffer[_length++] = (byte)(code >> 16);
        _buffer[_length++] = (byte)(code >> 8);
        _buffer[_length++] = (byte)code;
        return this;
    }

    /// <summary>A whole line of its own making.</summary>
    public void Line<T>(T line, JsonTypeInfo<T> json) => Add(JsonSerializer.SerializeToUtf8Bytes(line, json)).End();

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _buffer[_length++] = (byte)'\n';
        if (_length >= Block)
            Flush();
    }

    public void Dispose()
    {
        Flush();
        _stream.Dispose();
    }

    private static Stream Open(string path, bool packed)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return packed ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
