using System.Net;
using System.Net.Http.Headers;

namespace Aos.Sdk;

/// <summary>Writes an upload to the connection, opening its source anew for each try.</summary>
internal sealed class UploadContent : HttpContent
{
    private readonly AosUpload _upload;

    public UploadContent(AosUpload upload)
    {
        _upload = upload;
        Headers.ContentType = MediaTypeHeaderValue.Parse(upload.MediaType);
        if (upload.IsGzip)
            Headers.ContentEncoding.Add("gzip");
    }

    public bool CanBeSentAgain => _upload.CanBeSentAgain;

    /// <summary>Called with each piece that was sent.</summary>
    public Action? Progress { get; set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = _upload.Open();
        try
        {
            var buffer = new byte[64 * 1024];
            while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                Progress?.Invoke();
            }
        }
        finally
        {
            _upload.Close(source);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        var source = _upload.CanBeSentAgain ? _upload.Open() : null;
        if (source is null)
            return false;
        length = source.Length - source.Position;
        _upload.Close(source);
        return true;
    }
}
