using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aos.Api.Platform.Jobs;

/// <summary>
/// Sends the file of a job, whole or one range of it (RFC 9110 §14), part by part. Several ranges in one request are
/// answered with the whole file, as the standard permits.
/// </summary>
internal sealed class JobResultAnswer(JobRow job, JobParts parts, JobCharges charges) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var response = http.Response;
        var tag = $"\"{Convert.ToHexStringLower(job.ResultSha256.AsSpan(0, 16))}\"";
        if (EntityTag.Matches(http.Request, tag))
        {
            SetHeaders(response.Headers, tag);
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (from, to) = Range(http.Request, tag) ?? (0, job.ResultBytes);
        if (from >= job.ResultBytes && from > 0 || to <= from && job.ResultBytes > 0)
        {
            response.Headers.ContentRange = new ContentRangeHeaderValue(job.ResultBytes).ToString();
            throw JobErrors.RangeNotSatisfiable.With(job.ResultBytes);
        }

        if (!HeadRequests.IsHead(http))
            await charges.ChargeAsync(http, job, to);

        // Only now: a refusal is another document, of which none of this is true.
        SetHeaders(response.Headers, tag);
        if (to - from < job.ResultBytes)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = new ContentRangeHeaderValue(from, to - 1, job.ResultBytes).ToString();
        }

        response.ContentType = job.MediaType;
        response.ContentLength = to - from;
        if (HeadRequests.IsHead(http))
            return;
        await foreach (var part in parts.ReadResultAsync(job.Id, from, to, http.RequestAborted))
            await response.Body.WriteAsync(part, http.RequestAborted);
    }

    private void SetHeaders(IHeaderDictionary headers, string tag)
    {
        headers.ETag = tag;
        headers.LastModified = job.FinishedAt!.Value.ToString("r", CultureInfo.InvariantCulture);
        headers.AcceptRanges = "bytes";
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(job.ResultSha256!)}:";
        headers.ContentDisposition = $"attachment; filename=\"{job.FileName}\"";
        headers.CacheControl = "private, no-cache";
    }

    /// <summary>First byte and byte after the last of the one range that is asked for; null for the whole file.</summary>
    private (long From, long To)? Range(HttpRequest request, string tag)
    {
        if (StringValues.IsNullOrEmpty(request.Headers.Range) || !MayBeRange(request, tag)
            || !RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var ranges) || ranges.Unit != "bytes" || ranges.Ranges.Count != 1)
            return null;
        var range = ranges.Ranges.First();
        return range switch
        {
            { From: { } from, To: { } last } => (from, Math.Min(last + 1, job.ResultBytes)),
            { From: { } from } => (from, job.ResultBytes),
            { To: { } suffix } when suffix > 0 => (Math.Max(0, job.ResultBytes - suffix), job.ResultBytes),
            _ => (job.ResultBytes, job.ResultBytes),
        };
    }

    /// <summary>With <c>If-Range</c> a range is sent only from the very file that the caller has begun.</summary>
    private static bool MayBeRange(HttpRequest request, string tag) =>
        request.Headers.IfRange is [] || request.Headers.IfRange is [{ } condition] && condition == tag;
}
