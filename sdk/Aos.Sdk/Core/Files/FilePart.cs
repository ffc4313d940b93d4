using System.Net;

namespace Aos.Sdk;

/// <summary>An open answer with a file, or its part.</summary>
internal sealed class FilePart(HttpResponseMessage response, AosResponse metadata) : IDisposable
{
    public AosResponse Metadata => metadata;
    public string MediaType => response.Content.Headers.ContentType?.MediaType ?? "application/octet-stream";
    public string? FileName => (response.Content.Headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName : null)?.Trim('"');

    /// <summary>Where in the file this part begins.</summary>
    public long From => response.StatusCode is HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? 0 : 0;

    /// <summary>Length of the whole file, if the API told it.</summary>
    public long? FullLength => response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength;

    public Task<Stream> OpenAsync(CancellationToken cancellationToken) => response.Content.ReadAsStreamAsync(cancellationToken);

    public void Dispose() => response.Dispose();
}
