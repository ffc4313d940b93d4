using System.Text;
using System.Text.Json;

namespace Aos.Sdk;

/// <summary>
/// A body that is sent from its source piece by piece, never as a whole in memory. A file, bytes and text can be sent again
/// when a try fails; so can a stream that can be set back, any other is sent once.
/// </summary>
public sealed class AosUpload
{
    private readonly Func<Stream> _open;
    private readonly bool _leaveOpen;

    private AosUpload(Func<Stream> open, string mediaType, bool isGzip, bool canBeSentAgain, bool leaveOpen) =>
        (_open, MediaType, IsGzip, CanBeSentAgain, _leaveOpen) = (open, mediaType, isGzip, canBeSentAgain, leaveOpen);

    /// <summary>Media type, such as <c>text/csv</c> or <c>application/x-ndjson</c>.</summary>
    public string MediaType { get; }

    /// <summary>Whether the bytes are compressed with gzip.</summary>
    public bool IsGzip { get; }

    internal bool CanBeSentAgain { get; }

    /// <summary>A file; its name tells the media type: <c>.csv</c>, <c>.ndjson</c>, <c>.jsonl</c>, <c>.png</c>, <c>.jpg</c>, <c>.pdf</c>, each also with <c>.gz</c> behind it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Media type, where the name does not tell it.</param>
    public static AosUpload FromFile(string path, string? mediaType = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isGzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var type = mediaType ?? Path.GetExtension(isGzip ? path[..^3] : path).ToLowerInvariant() switch
        {
            ".csv" => "text/csv",
            ".ndjson" or ".jsonl" => "application/x-ndjson",
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".pdf" => "application/pdf",
            _ => throw new ArgumentException($"The name {Path.GetFileName(path)} does not tell the media type; name it.", nameof(mediaType)),
        };
        return new AosUpload(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan), type, isGzip, true, false);
    }

    /// <summary>A stream, from its present position on. It stays open.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mediaType">Media type, such as <c>text/csv</c>.</param>
    /// <param name="isGzip">Whether the bytes are compressed with gzip.</param>
    public static AosUpload FromStream(Stream content, string mediaType, bool isGzip = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(mediaType);
        if (!content.CanSeek)
            return new AosUpload(() => content, mediaType, isGzip, false, true);
        var start = content.Position;
        return new AosUpload(() => { content.Position = start; return content; }, mediaType, isGzip, true, true);
    }

    /// <summary>Bytes.</summary>
    /// <param name="content">The bytes; they must not change meanwhile.</param>
    /// <param name="mediaType">Media type, such as <c>text/csv</c>.</param>
    /// <param name="isGzip">Whether the bytes are compressed with gzip.</param>
    public static AosUpload FromBytes(byte[] content, string mediaType, bool isGzip = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(mediaType);
        return new AosUpload(() => new MemoryStream(content, writable: false), mediaType, isGzip, true, false);
    }

    /// <summary>VINs or other keys, as JSON lines of one text each.</summary>
    /// <param name="keys">The keys.</param>
    public static AosUpload FromKeys(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return FromBytes(Encoding.UTF8.GetBytes(string.Concat(keys.Select(key => $"\"{JsonEncodedText.Encode(key)}\"\n"))), "application/x-ndjson");
    }

    internal UploadContent ToContent() => new(this);

    internal Stream Open() => _open();

    internal void Close(Stream stream)
    {
        if (!_leaveOpen)
            stream.Dispose();
    }
}
