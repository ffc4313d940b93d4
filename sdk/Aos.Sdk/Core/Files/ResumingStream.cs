using System.Security.Cryptography;

namespace Aos.Sdk;

/// <summary>
/// Reads a file from the connection. When it breaks, the rest is asked for by range; at the end length and digest are checked.
/// </summary>
internal sealed class ResumingStream(AosTransport transport, AosCall call, FilePart first) : ForwardStream
{
    private readonly string? _etag = first.Metadata.ETag;
    private readonly long? _length = first.FullLength;
    private readonly string? _digest = ReprDigest.Sha256(first.Metadata.Header("Repr-Digest"));
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly string? _requestId = first.Metadata.RequestId;
    private FilePart? _part = first;
    private Stream? _stream;
    private CancellationTokenSource? _timer;
    private long _position;
    private int _cuts;
    private bool _atEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _atEnd)
            return 0;
        while (true)
        {
            try
            {
                var read = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0 && _length is { } length && _position < length)
                    throw new IOException($"The connection ended after {_position} of {length} bytes.");
                return read == 0 ? End() : Count(buffer.Span[..read]);
            }
            catch (Exception fault) when (RetryRules.IsNoAnswer(fault) && !cancellationToken.IsCancellationRequested)
            {
                if (_length == _position)
                    return End();
                await PauseAsync(fault, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part?.Dispose();
            _hash.Dispose();
            _timer?.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_stream is null)
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
        // One timer for all pieces: a large file has very many of them.
        var timer = _timer ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, transport.Settings.Clock);
        using var callersEnd = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timer);
        timer.CancelAfter(transport.Settings.Timeout);
        try
        {
            return await _stream!.ReadAsync(buffer, timer.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing more came within {transport.Settings.Timeout.TotalSeconds:0.###} s", fault);
        }
        finally
        {
            timer.CancelAfter(Timeout.InfiniteTimeSpan);
            if (timer.IsCancellationRequested)
                _timer = null;
        }
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _part ??= await transport.OpenPartAsync(call, _position, _etag, cancellationToken).ConfigureAwait(false);
        if (_position > 0 && _etag is not null && _part.Metadata.ETag is { } etag && etag != _etag)
            throw new AosException("The file changed while it was read; read it again from the beginning.", "sdk.file-changed", _part.Metadata.RequestId);
        _stream = await _part.OpenAsync(cancellationToken).ConfigureAwait(false);
        // A server without ranges sends the file from its beginning.
        await SkipAsync(_position - _part.From, cancellationToken).ConfigureAwait(false);
    }

    private async Task SkipAsync(long count, CancellationToken cancellationToken)
    {
        if (count < 0)
            throw new AosException("The API answered with another part of the file than was asked for.", "sdk.file-part-wrong", _part?.Metadata.RequestId);
        var skipped = new byte[16 * 1024];
        while (count > 0)
        {
            var read = await _stream!.ReadAsync(skipped.AsMemory(0, (int)Math.Min(count, skipped.Length)), cancellationToken).ConfigureAwait(false);
            count -= read > 0 ? read : throw new IOException("The connection ended before the place where the file broke off.");
        }
    }

    private async Task PauseAsync(Exception fault, CancellationToken cancellationToken)
    {
        var requestId = _part?.Metadata.RequestId;
        _part?.Dispose();
        (_part, _stream) = (null, null);
        if (++_cuts > transport.Settings.MaxRetries)
        {
            var message = $"no status, sdk.connection-failed: {call.Operation.Id} broke off after {_position} bytes and {_cuts} tries without progress, {fault.Message} (request {requestId})";
            throw new AosConnectionException(OneLine.Of(message), requestId, fault);
        }
        transport.Settings.Telemetry.Resumed(call.Operation, _position, AosTelemetry.TextOf(fault), requestId);
        await Task.Delay(RetryRules.Wait(_cuts), transport.Settings.Clock, cancellationToken).ConfigureAwait(false);
    }

    private int Count(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _position += bytes.Length;
        _cuts = 0;
        return bytes.Length;
    }

    private int End()
    {
        _atEnd = true;
        if (_digest is not null && !Convert.ToHexString(_hash.GetCurrentHash()).Equals(_digest, StringComparison.OrdinalIgnoreCase))
            throw new AosException("The bytes of the file are not those of its digest (Repr-Digest); do not use them, and read it again.", "sdk.digest-mismatch", _requestId);
        return 0;
    }
}
