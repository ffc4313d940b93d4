using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Docs;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.Documents;

/// <summary>Sends a document as a page of its own or as CommonMark, whichever <c>Accept</c> prefers; 304 where the caller has it already.</summary>
internal sealed class DocumentTextResult(Document document) : IActionResult
{
    /// <summary>Media type of the page, which whoever says nothing gets.</summary>
    public const string Html = "text/html";

    /// <summary>Media type of the text.</summary>
    public const string Markdown = "text/markdown";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        var type = AcceptedTypes.Prefers(request, Markdown, Html) ? Markdown : Html;
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(type == Markdown ? $"# {document.Title}\n\n{document.Text}" : Page());
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 12))}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = "Accept, Accept-Language, Accept-Encoding";
        response.Headers.ContentLanguage = document.Language[..2];
        // What editors write runs nothing and loads nothing.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        if (EntityTag.Matches(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (CodedBody.SuffixFor(request, body.Length) is { } suffix)
        {
            response.Headers.ETag = EntityTag.Coded(tag, suffix);
            response.Headers.ContentEncoding = CodedBody.Name(suffix);
            body = CodedBody.Encode(body, suffix);
        }

        response.ContentType = type + "; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, request.HttpContext.RequestAborted).AsTask();
    }

    private string Page() => Platform.Docs.Html.Of($$"""
        <!DOCTYPE html>
        <html lang="{{document.Language}}">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{{document.Title}}</title>
        <style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }</style>
        </head>
        <body>
        <main>
        <h1>{{document.Title}}</h1>
        {{MarkdownText.Of(document.Text).Html:raw}}
        <p><small>{{document.Version}} · {{document.ValidFrom.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}} · {{document.Language}}</small></p>
        </main>
        </body>
        </html>

        """);
}
