using System.Globalization;
using System.Text.Json;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Jobs;

/// <summary>A job as it is stored.</summary>
internal sealed record JobRow
{
    /// <summary>Columns of every statement that reads jobs.</summary>
    public const string Columns = """
        id, kind, product, tenant_id, client_id, data_set, language, request_id, input::text as input, release, media_type, file_name, state, version,
        processed, total, position, result_rows, result_values, result_bytes, result_sha256, problem::text as problem, lease, attempts, cancel_requested,
        created_at, started_at, progressed_at, finished_at, expires_at, has_parts, charged_bytes
        """;

    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Product { get; init; }
    public Guid TenantId { get; init; }
    public required string ClientId { get; init; }
    public short DataSet { get; init; }
    public required string Language { get; init; }
    public required string RequestId { get; init; }
    public required string Input { get; init; }
    public string? Release { get; init; }
    public required string MediaType { get; init; }
    public required string FileName { get; init; }
    public required string State { get; init; }
    public int Version { get; init; }
    public long Processed { get; init; }
    public long? Total { get; init; }
    public string? Position { get; init; }
    public long ResultRows { get; init; }
    public long ResultValues { get; init; }
    public long ResultBytes { get; init; }
    public byte[]? ResultSha256 { get; init; }
    public string? Problem { get; init; }
    public Guid? Lease { get; init; }
    public int Attempts { get; init; }
    public bool CancelRequested { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? ProgressedAt { get; init; }
    public DateTime? FinishedAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public bool HasParts { get; init; }
    public long ChargedBytes { get; init; }

    public bool IsFinished => State is not ("queued" or "running");

    /// <summary>Entity tag of the job; that of its result is made from the digest.</summary>
    public string Etag => EntityTag.OfVersion(Version);

    /// <summary>What the owner sees. It depends on the row alone, so that the version is its entity tag.</summary>
    /// <param name="path">Path of the job.</param>
    /// <param name="problems">Writes the problem of a failed job.</param>
    public Job ToJob(string path, ProblemWriter problems) => new()
    {
        Id = Id.ToString(),
        Kind = Kind,
        Status = Enum.Parse<JobStatus>(State, ignoreCase: true),
        Progress = Progress(),
        Processed = Processed,
        Total = Total,
        CreatedAt = CreatedAt,
        StartedAt = StartedAt,
        FinishedAt = FinishedAt,
        EstimatedEndAt = EstimatedEndAt(),
        ExpiresAt = ExpiresAt,
        Release = Release,
        Result = ResultSha256 is { } digest && HasParts ? new()
        {
            Url = problems.Absolute(path + "/result"),
            MediaType = MediaType,
            Bytes = ResultBytes,
            Rows = ResultRows,
            Values = ResultValues,
            Sha256 = Convert.ToHexStringLower(digest),
        }
        : null,
        Problem = Problem is null ? null : StoredProblem.Read(Problem).Describe(problems, Language, path, RequestId),
        Etag = Etag,
    };

    /// <summary>Seconds after which it is worth asking again.</summary>
    public int RetryAfterSeconds(DateTimeOffset now) =>
        EstimatedEndAt() is { } end ? (int)Math.Clamp(Math.Ceiling((end - now).TotalSeconds), 1, 30) : 1;

    private int Progress() => State == "succeeded" ? 100 : Total is > 0 ? (int)Math.Min(99, Processed * 100 / Total.Value) : 0;

    private DateTimeOffset? EstimatedEndAt() =>
        State == "running" && Processed > 0 && Total > Processed && StartedAt is { } started && ProgressedAt is { } progressed
            ? progressed + ((progressed - started) * ((double)(Total.Value - Processed) / Processed))
            : null;
}

/// <summary>Why a job failed: an error of the catalogue and the values in its detail.</summary>
internal sealed record StoredProblem(string Code, string?[] Arguments)
{
    public static StoredProblem Of(ApiError error, params IEnumerable<object?> arguments) =>
        new(error.Code, [.. arguments.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))]);

    public static StoredProblem Read(string json) => JsonSerializer.Deserialize(json, JobJson.Default.StoredProblem)!;

    public string ToJson() => JsonSerializer.Serialize(this, JobJson.Default.StoredProblem);

    public Problem Describe(ProblemWriter problems, string language, string instance, string requestId) =>
        problems.Describe(ErrorCatalogue.ByCode.GetValueOrDefault(Code, JobErrors.Failed), language, instance, requestId, Arguments);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(StoredProblem))]
internal sealed partial class JobJson : System.Text.Json.Serialization.JsonSerializerContext;
