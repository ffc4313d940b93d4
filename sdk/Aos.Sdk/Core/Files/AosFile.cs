namespace Aos.Sdk;

/// <summary>
/// A file that the API sends. It is not read into memory: <see cref="Content"/> and the downloads read it from the connection.
/// A connection that breaks is opened anew for the rest (ranges), and where the API tells a digest, the bytes are checked
/// against it at the end. Dispose it.
/// </summary>
public sealed class AosFile : IAsyncDisposable, IDisposable
{
    private const int BufferSize = 64 * 1024;

    /// <summary>A file made by hand, for tests.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mediaType">Media type, such as <c>application/x-ndjson</c>.</param>
    /// <param name="length">Number of bytes; null if not known.</param>
    public AosFile(Stream content, string mediaType, long? length = null) => (Content, MediaType, Length) = (content, mediaType, length);

    /// <summary>The bytes, from the beginning; they can be read once.</summary>
    public Stream Content { get; }

    /// <summary>Media type, such as <c>application/x-ndjson</c> or <c>image/svg+xml</c>.</summary>
    public string MediaType { get; }

    /// <summary>Number of bytes; null if the API did not say.</summary>
    public long? Length { get; }

    /// <summary>SHA-256 of the bytes, hexadecimal; null if the API did not say.</summary>
    public string? Sha256 { get; private init; }

    /// <summary>Name that the API proposes; null if it did not.</summary>
    public string? FileName { get; private init; }

    /// <summary>Status, headers and limits of the answer.</summary>
    public AosResponse Response { get; private init; } = new();

    /// <summary>
    /// Writes the file to a path. Until it is complete and checked it has the suffix <c>.part</c>, so that nobody takes a
    /// broken one for the whole.
    /// </summary>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <param name="progress">Hears the number of bytes so far.</param>
    /// <param name="cancellationToken">Ends the download at once.</param>
    /// <exception cref="AosConnectionException">The connection broke again and again without any progress.</exception>
    /// <exception cref="AosException">The file changed meanwhile (<c>sdk.file-changed</c>), or its bytes are not those of its digest (<c>sdk.digest-mismatch</c>).</exception>
    public async Task DownloadAsync(string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var part = path + ".part";
        var target = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous);
        await using (target.ConfigureAwait(false))
            await DownloadAsync(target, progress, cancellationToken).ConfigureAwait(false);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Writes the file to a stream; the same as with a path, but what was written before a failure stays written.</summary>
    /// <param name="target">Where to write.</param>
    /// <param name="progress">Hears the number of bytes so far.</param>
    /// <param name="cancellationToken">Ends the download at once.</param>
    /// <exception cref="AosConnectionException">The connection broke again and again without any progress.</exception>
    /// <exception cref="AosException">The file changed meanwhile (<c>sdk.file-changed</c>), or its bytes are not those of its digest (<c>sdk.digest-mismatch</c>).</exception>
    public async Task DownloadAsync(Stream target, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var buffer = new byte[BufferSize];
        var written = 0L;
        while (await Content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(written += read);
        }
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the whole file into memory; meant for small ones, such as pictures.</summary>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    public async Task<byte[]> ReadAllBytesAsync(CancellationToken cancellationToken = default)
    {
        using var bytes = new MemoryStream();
        await DownloadAsync(bytes, null, cancellationToken).ConfigureAwait(false);
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    internal static AosFile Of(AosTransport transport, AosCall call, FilePart first) =>
        new(new ResumingStream(transport, call, first), first.MediaType, first.FullLength)
        {
            Sha256 = ReprDigest.Sha256(first.Metadata.Header("Repr-Digest")),
            FileName = first.FileName,
            Response = first.Metadata,
        };
}
