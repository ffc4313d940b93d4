using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Takes an uploaded file into the parts of a job while it comes; nothing of it is held but the rows of one part.</summary>
internal sealed class LookupUpload(JobParts parts, NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Rows of a file.</summary>
    public const int MaxRows = 1_000_000;

    /// <summary>Rows of a part; one part is one piece of the job's work.</summary>
    public const int RowsPerPart = 1_000;

    /// <summary>Media types of files.</summary>
    public const string Ndjson = "application/x-ndjson", Csv = "text/csv";

    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);

    /// <summary>Says whether the body has a form that is read here, before anything is stored.</summary>
    public static void Check(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(Is(type, Ndjson) || Is(type, Csv))
            || type.Charset.Length > 0 && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || request.Headers.ContentEncoding is not ([] or ["gzip"] or ["identity"]))
            throw LookupErrors.TypeUnsupported.With();
    }

    /// <summary>Stores the rows of the body; returns how many there are.</summary>
    /// <exception cref="ProblemException">The file is empty, too large, or has a line that cannot be read.</exception>
    public async Task<int> ReceiveAsync(HttpContext context, Guid jobId)
    {
        var request = context.Request;
        try
        {
            var file = request.Headers.ContentEncoding is ["gzip"] ? new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true) : request.Body;
            var lines = new LookupLines(file);
            LookupRows rows = Is(MediaTypeHeaderValue.Parse(request.ContentType), Csv) ? new CsvRows(lines) : new NdjsonRows(lines);
            var count = await StoreAsync(rows, jobId, context);
            if (request.Body is HashedBody body)
                await body.DrainAsync(context.RequestAborted);
            return count;
        }
        catch (InvalidDataException)
        {
            throw LookupErrors.NotGzip.With();
        }
    }

    private async Task<int> StoreAsync(LookupRows rows, Guid jobId, HttpContext context)
    {
        var count = 0;
        var part = new List<string?[]>(RowsPerPart);
        var renewed = time.GetTimestamp();
        while (await rows.NextAsync(context.RequestAborted) is { } row)
        {
            if (++count > MaxRows)
                throw LookupErrors.TooManyRows.With(MaxRows);
            part.Add([row.Text, row.Reference]);
            if (part.Count < RowsPerPart)
                continue;
            await parts.AddInputAsync(jobId, count - part.Count, part.Count, Serialize(part), context.RequestAborted);
            part.Clear();
            if (time.GetElapsedTime(renewed) > RenewalInterval && context.Features.Get<IdempotencyLease>() is { } lease)
            {
                await lease.RenewAsync(database, context.RequestAborted);
                renewed = time.GetTimestamp();
            }
        }

        if (count == 0)
            throw LookupErrors.Empty.With();
        if (part.Count > 0)
            await parts.AddInputAsync(jobId, count - part.Count, part.Count, Serialize(part), context.RequestAborted);
        return count;
    }

    /// <summary>Rows of a stored part.</summary>
    public static List<LookupRow> Read(byte[] part) =>
        [.. JsonSerializer.Deserialize(part, LookupPartJson.Default.ListStringArray)!.Select(row => new LookupRow(row[0] ?? "", row[1]))];

    private static byte[] Serialize(List<string?[]> rows) => JsonSerializer.SerializeToUtf8Bytes(rows, LookupPartJson.Default.ListStringArray);

    private static bool Is(MediaTypeHeaderValue type, string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}

[JsonSerializable(typeof(List<string?[]>))]
internal sealed partial class LookupPartJson : JsonSerializerContext;
