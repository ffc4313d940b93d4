using System.Security.Cryptography;
using System.Text.Json;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.Platform.Conditions;

/// <summary>
/// Writes the value of an action: JSON with its length, a strong <c>ETag</c> on every GET, 304 where the caller has
/// it already, and the body coded where that pays.
/// </summary>
internal sealed class AnswerFilter(JsonSerializerOptions json, ValidatorCache validators) : IAsyncAlwaysRunResultFilter
{
    public Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is not ObjectResult { Value: { } value } result)
            return next();
        var http = context.HttpContext;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, json.GetTypeInfo(value.GetType()));
        http.Response.StatusCode = result.StatusCode ?? StatusCodes.Status200OK;
        return HttpMethods.IsGet(http.Request.Method) ? WriteGetAsync(http, body) : WriteOtherAsync(http, body);
    }

    /// <summary>A body that no entity tag names is coded too, where that pays: it can be a thousand vehicles.</summary>
    private static Task WriteOtherAsync(HttpContext http, byte[] body)
    {
        var response = http.Response;
        if (response.Headers.ETag.Count > 0 || CodedBody.SuffixFor(http.Request, body.Length) is not { } suffix)
            return WriteAsync(response, body, "application/json; charset=utf-8");
        response.Headers.Append("Vary", "Accept-Encoding");
        response.Headers.ContentEncoding = CodedBody.Name(suffix);
        return WriteAsync(response, CodedBody.Encode(body, suffix), "application/json; charset=utf-8");
    }

    private Task WriteGetAsync(HttpContext http, byte[] body)
    {
        var response = http.Response;
        if (response.Headers.ETag.Count == 0)
            response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        var tag = response.Headers.ETag.ToString();
        if (response.Headers.CacheControl.Count == 0)
            response.Headers.CacheControl = "private, no-cache";
        response.Headers.Append("Vary", "Accept-Encoding");
        validators.Store(http, tag);
        if (EntityTag.Matches(http.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (CodedBody.SuffixFor(http.Request, body.Length) is not { } suffix)
            return WriteAsync(response, body, "application/json; charset=utf-8");
        response.Headers.ETag = EntityTag.Coded(tag, suffix);
        response.Headers.ContentEncoding = CodedBody.Name(suffix);
        return WriteAsync(response, CodedBody.Encode(body, suffix), "application/json; charset=utf-8");
    }

    private static Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body, string type)
    {
        response.ContentType = type;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, response.HttpContext.RequestAborted).AsTask();
    }
}
