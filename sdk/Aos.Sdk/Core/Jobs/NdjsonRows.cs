using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>Reads a file of JSON lines row by row; only the row at hand is in memory.</summary>
internal static class NdjsonRows
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(AosFile file, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken) where T : class
    {
        var isGzip = file.MediaType is "application/gzip" or "application/x-gzip" || file.Response.Header("Content-Encoding") is "gzip";
        if (!isGzip && file.MediaType is not ("application/x-ndjson" or "application/jsonl"))
            throw new InvalidOperationException($"The result is {file.MediaType} and no NDJSON; download it instead.");
        var stream = isGzip ? new GZipStream(file.Content, CompressionMode.Decompress) : file.Content;
        await using var closing = stream.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var (start, end) = (0, 0);
        try
        {
            while (true)
            {
                var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
                if (length >= 0)
                {
                    if (Row(buffer.AsSpan(start, length), type) is { } row)
                        yield return row;
                    start += length + 1;
                    continue;
                }
                (buffer, start, end) = Compact(buffer, start, end);
                var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    break;
                end += read;
            }
            if (Row(buffer.AsSpan(start, end - start), type) is { } last)
                yield return last;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static T? Row<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type) where T : class
    {
        var json = line.Trim(" \r\t"u8);
        return json.IsEmpty ? null : JsonSerializer.Deserialize(json, type);
    }

    // The rest of a row moves to the front; a row that fills the buffer gets one of twice the size.
    private static (byte[] Buffer, int Start, int End) Compact(byte[] buffer, int start, int end)
    {
        var target = end - start == buffer.Length ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        buffer.AsSpan(start, end - start).CopyTo(target);
        if (!ReferenceEquals(target, buffer))
            ArrayPool<byte>.Shared.Return(buffer);
        return (target, 0, end - start);
    }
}
