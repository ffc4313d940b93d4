using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Conditions;

namespace Aos.Api.Platform.Docs;

/// <summary>Bytes that never change while the process runs, with the headers of a page.</summary>
internal sealed class DocsAnswer
{
    private readonly byte[] _body;
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _coded = new(StringComparer.Ordinal);
    private readonly string _contentType;
    private readonly string _etag;
    private readonly bool _isAsset;

    private DocsAnswer(byte[] body, string contentType, bool isAsset)
    {
        _body = body;
        _contentType = contentType;
        _isAsset = isAsset;
        Version = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8));
        _etag = $"\"{Version}\"";
    }

    /// <summary>Hash of the content; the ETag, and part of an asset's address.</summary>
    internal string Version { get; }

    /// <summary>A page: kept by caches for five minutes.</summary>
    internal static DocsAnswer Page(string text, string contentType) => new(Encoding.UTF8.GetBytes(text), contentType, isAsset: false);

    /// <summary>A style sheet or picture: kept for a year when asked for by its content hash.</summary>
    internal static DocsAnswer Asset(byte[] body, string contentType) => new(body, contentType, isAsset: true);

    /// <summary>Sends the bytes, coded if the caller likes, or 304 to a caller that has them.</summary>
    internal async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        WriteHeaders(response.Headers, isPinned: _isAsset && context.Request.Query["v"] == Version);
        if (EntityTag.Matches(context.Request, _etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var body = Body(context);
        response.ContentType = _contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private ReadOnlyMemory<byte> Body(HttpContext context)
    {
        if (CodedBody.SuffixFor(context.Request, _body.Length) is not { } suffix)
            return _body;
        context.Response.Headers.ETag = EntityTag.Coded(_etag, suffix);
        context.Response.Headers.ContentEncoding = CodedBody.Name(suffix);
        return _coded.GetOrAdd(suffix, static (suffix, body) => CodedBody.Encode(body, suffix), _body);
    }

    private void WriteHeaders(IHeaderDictionary headers, bool isPinned)
    {
        headers.ETag = _etag;
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = isPinned ? "public, max-age=31536000, immutable" : "public, max-age=300";
        headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        if (!_isAsset)
            headers.ContentLanguage = "en";
    }
}
