using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Pages;

/// <summary>What every page asks of a request, and the headers of every page. The pages' own part of the pipeline.</summary>
public sealed class PageRequests(RequestDelegate next)
{
    /// <summary>Largest form in bytes.</summary>
    private const int MaxBytes = 64 * 1024;

    private const string MediaType = "application/x-www-form-urlencoded", FilesMediaType = "multipart/form-data";
    private static readonly FormOptions Limits = new() { ValueCountLimit = 64, KeyLengthLimit = 256, ValueLengthLimit = 16 * 1024, BufferBody = false };

    /// <summary>Lets other requests pass.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<HtmlErrorsAttribute>() is { IsPage: true } ? ReadAsync(context) : next(context);

    private async Task ReadAsync(HttpContext context)
    {
        FormCookie.Meet(context.Request);
        SendHeaders(context);
        Reader.Of(context).Keep(context);
        if (context.Request.Query.Any(HoldsControls))
            throw PageErrors.FormBroken.With();
        if (HttpMethods.IsPost(context.Request.Method))
            await ReadFormAsync(context);
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            throw RequestErrors.MethodNotAllowed.With(HeadRequests.OriginalMethod(context));
        }

        await next(context);
    }

    /// <summary>Never cached, never framed, no script but our own.</summary>
    internal static void SendHeaders(HttpContext context) => context.Response.OnStarting(static state =>
    {
        var response = (HttpResponse)state;
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.Pragma = default;
        headers.Vary = "Accept-Language, Cookie";
        // No form-action: browsers apply it to the redirect that leads back to a client.
        headers.ContentSecurityPolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = Reader.Of(response.HttpContext).Language;
        return Task.CompletedTask;
    }, context.Response);

    /// <summary>No field of ours has more than one line, and no text of the database can hold a NUL.</summary>
    private static bool HoldsControls(KeyValuePair<string, StringValues> field) => field.Value.Any(value => value?.Any(char.IsControl) == true);

    private static async Task ReadFormAsync(HttpContext context)
    {
        var request = context.Request;
        var files = context.GetEndpoint()?.Metadata.GetMetadata<FormFilesAttribute>();
        var maxBytes = files?.MaxBytes ?? MaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes;
        if (request.ContentLength > maxBytes)
            throw RequestErrors.TooLarge.With();
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase) || (files is not null && type.MediaType.Equals(FilesMediaType, StringComparison.OrdinalIgnoreCase))))
            throw RequestErrors.UnsupportedMediaType.With(files is null ? MediaType : FilesMediaType);
        context.Features.Set<IFormFeature>(new FormFeature(request, files is null ? Limits : LimitsWithFiles(maxBytes)));
        try
        {
            var form = await request.ReadFormAsync(context.RequestAborted);
            if (form.Any(field => field.Value.Count > 1 || HoldsControls(field)))
                throw PageErrors.FormBroken.With();
        }
        catch (Exception fault) when (fault is InvalidDataException || (files is not null && fault is IOException and not BadHttpRequestException))
        {
            throw PageErrors.FormBroken.With();
        }
    }

    /// <summary>Files stay in memory, so that none is ever written to a temporary file.</summary>
    private static FormOptions LimitsWithFiles(int maxBytes) => new()
    {
        ValueCountLimit = 64,
        KeyLengthLimit = 256,
        ValueLengthLimit = 16 * 1024,
        MultipartBodyLengthLimit = maxBytes,
        MemoryBufferThreshold = maxBytes,
        BufferBody = false,
    };
}

/// <summary>The form of a page may hold files.</summary>
/// <param name="maxBytes">Most bytes of the whole form.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormFilesAttribute(int maxBytes) : Attribute
{
    /// <summary>Most bytes of the whole form.</summary>
    public int MaxBytes { get; } = maxBytes;
}
