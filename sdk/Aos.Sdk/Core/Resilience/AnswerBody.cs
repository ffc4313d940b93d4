using System.Buffers;
using System.IO.Compression;

namespace Aos.Sdk;

/// <summary>A whole answer in borrowed memory, decompressed.</summary>
internal sealed class AnswerBody : IDisposable
{
    private const int FirstSize = 4096;

    private byte[] _bytes;
    private int _length;

    private AnswerBody(int size) => _bytes = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public static async Task<AnswerBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var length = content.Headers.ContentLength;
        var raw = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var stream = Decoded(raw, content);
        // One byte more than told, so that the end is seen without growing.
        var body = new AnswerBody(ReferenceEquals(raw, stream) && length is >= 0 and < 1 << 24 ? (int)length + 1 : FirstSize);
        try
        {
            while (await stream.ReadAsync(body.Free(), cancellationToken).ConfigureAwait(false) is > 0 and var read)
                body._length += read;
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
        finally
        {
            if (!ReferenceEquals(raw, stream))
                await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        _length = 0;
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
    }

    private static Stream Decoded(Stream stream, HttpContent content) => CallState.HeaderOf(content.Headers, "Content-Encoding") switch
    {
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "gzip" => new GZipStream(stream, CompressionMode.Decompress),
        _ => stream,
    };

    private Memory<byte> Free()
    {
        if (_length == _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsMemory(_length);
    }
}
