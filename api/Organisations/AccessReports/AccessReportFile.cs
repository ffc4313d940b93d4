using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Lists;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.AccessReports;

/// <summary>Sends the report as a file, or 304 where the caller has it already.</summary>
internal sealed class AccessReportFile(AccessReportFormat format, string language, IReadOnlyList<AccessReportLine> lines) : IActionResult
{
    /// <summary>Media types of the files.</summary>
    public const string Csv = "text/csv", Ndjson = "application/x-ndjson";

    private static readonly string[] Header = ["holder", "holderId", "holderName", "email", "holderState", "code", "name", "grantedAt", "validUntil", "grantedBy", "isInherited", "isSuspended"];

    public Task ExecuteResultAsync(ActionContext context)
    {
        var (http, response) = (context.HttpContext, context.HttpContext.Response);
        ReadOnlyMemory<byte> body = format == AccessReportFormat.Csv ? Table() : Lines(http.RequestServices.GetRequiredService<JsonSerializerOptions>());
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, 12))}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentLanguage = language;
        response.Headers.Vary = "Authorization, Accept, Accept-Language, Accept-Encoding";
        response.Headers.XContentTypeOptions = "nosniff";
        if (EntityTag.Matches(http.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.Headers.ContentDisposition = $"attachment; filename=\"access-report.{(format == AccessReportFormat.Csv ? "csv" : "ndjson")}\"";
        response.ContentType = format == AccessReportFormat.Csv ? Csv + "; charset=utf-8" : Ndjson;
        if (CodedBody.SuffixFor(http.Request, body.Length) is { } suffix)
        {
            response.Headers.ETag = EntityTag.Coded(tag, suffix);
            response.Headers.ContentEncoding = CodedBody.Name(suffix);
            body = CodedBody.Encode(body, suffix);
        }

        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private byte[] Table()
    {
        var table = new StringBuilder();
        foreach (var cells in lines.Select(Cells).Prepend(Header))
        {
            foreach (var cell in cells)
                CsvCell.Append(table, cell);
            table.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(table.ToString());
    }

    private byte[] Lines(JsonSerializerOptions json)
    {
        var type = json.GetTypeInfo(typeof(AccessReportLine));
        return Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line, type) + "\n")));
    }

    private static string?[] Cells(AccessReportLine line) =>
    [
        JsonNamingPolicy.CamelCase.ConvertName(line.Holder.ToString()), line.HolderId, line.HolderName, line.Email, line.HolderState, line.Code, line.Name,
        Moment(line.GrantedAt), line.ValidUntil is { } end ? Moment(end) : null, line.GrantedBy, line.IsInherited ? "true" : "false", line.IsSuspended ? "true" : "false",
    ];

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
