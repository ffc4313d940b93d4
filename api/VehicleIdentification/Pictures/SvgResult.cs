using System.Text;
using Aos.Api.Platform.Conditions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Pictures;

/// <summary>Sends an SVG, or 304 where the caller has it already. The headers of caching are set before.</summary>
/// <param name="draw">Makes the SVG; not called for a 304.</param>
internal sealed class SvgResult(Func<string> draw) : IActionResult
{
    /// <summary>Media type of the pictures.</summary>
    public const string MediaType = "image/svg+xml";

    public Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        // A picture opened by itself in a browser runs nothing and loads nothing.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Append("Vary", "Accept-Encoding");
        var tag = response.Headers.ETag.ToString();
        if (EntityTag.Matches(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(draw());
        if (CodedBody.SuffixFor(request, body.Length) is { } suffix)
        {
            response.Headers.ETag = EntityTag.Coded(tag, suffix);
            response.Headers.ContentEncoding = CodedBody.Name(suffix);
            body = CodedBody.Encode(body, suffix);
        }

        response.ContentType = MediaType + "; charset=utf-8";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, request.HttpContext.RequestAborted).AsTask();
    }
}
