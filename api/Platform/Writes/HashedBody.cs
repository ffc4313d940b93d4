using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Aos.Api.Platform.Writes;

/// <summary>The body of a request, hashed while it is read: path, query and every byte make the fingerprint of its key.</summary>
internal sealed class HashedBody : Stream
{
    private readonly Stream _body;
    private readonly IncrementalHash _hash;
    private byte[]? _fingerprint;

    /// <summary>Takes the place of the request's body.</summary>
    public HashedBody(HttpRequest request)
    {
        (_body, _hash) = (request.Body, Begin(request));
        request.Body = this;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The hash of what makes a request another one, before its body.</summary>
    public static IncrementalHash Begin(HttpRequest request)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Path + request.QueryString + "\n"));
        return hash;
    }

    /// <summary>Reads what nobody wanted to read, so that the fingerprint is that of the whole body.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadAsync(buffer, cancellation) > 0)
            {
                // Only the hash counts.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The fingerprint of what was read.</summary>
    public byte[] Fingerprint() => _fingerprint ??= _hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _body.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
