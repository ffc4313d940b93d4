using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Jobs;

/// <summary>
/// Long work that was asked for: how far it is and, when it is done, where its result lies. Ask again after the seconds
/// in <c>Retry-After</c> until <c>status</c> is <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.
/// </summary>
public sealed record Job
{
    /// <summary>Id of the job (UUID).</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    [TextFormat("uuid"), StringLength(36, MinimumLength = 36)]
    public required string Id { get; init; }

    /// <summary>What the job does: <c>vehicleLookup</c>, <c>vehicleExport</c> or <c>auditExport</c>; further kinds may come.</summary>
    /// <example>vehicleLookup</example>
    [StringLength(40), RegularExpression("^[a-z][a-zA-Z0-9]{1,39}$")]
    public required string Kind { get; init; }

    /// <summary>State of the job.</summary>
    /// <example>running</example>
    public required JobStatus Status { get; init; }

    /// <summary>Share that is done, in percent; 100 only when the job has succeeded.</summary>
    /// <example>42</example>
    [Range(0, 100)]
    public required int Progress { get; init; }

    /// <summary>Rows that have been worked on.</summary>
    /// <example>420000</example>
    [Range(0L, 1_000_000_000L)]
    public required long Processed { get; init; }

    /// <summary>Rows of the whole job, where that is known.</summary>
    /// <example>1000000</example>
    [Range(0L, 1_000_000_000L)]
    public long? Total { get; init; }

    /// <summary>When the job was asked for.</summary>
    /// <example>2026-10-01T08:15:30.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When work on it began.</summary>
    /// <example>2026-10-01T08:15:31.000Z</example>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it succeeded, failed or was cancelled.</summary>
    /// <example>2026-10-01T08:16:31.000Z</example>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When it will be done at the speed it has had so far; absent while that cannot be told.</summary>
    /// <example>2026-10-01T08:16:31.000Z</example>
    public DateTimeOffset? EstimatedEndAt { get; init; }

    /// <summary>Until when the result is kept: 7 days after the end, the copy of an organisation that closes itself 30 days.</summary>
    /// <example>2026-10-08T08:16:31.000Z</example>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Data release that the whole result shows.</summary>
    /// <example>2026-10</example>
    [StringLength(100)]
    public string? Release { get; init; }

    /// <summary>The result, once the job has succeeded and until it was removed.</summary>
    public JobResult? Result { get; init; }

    /// <summary>Why the job failed, in the language of the request that began it.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Entity tag, as in the header <c>ETag</c>; for <c>If-Match</c>.</summary>
    /// <example>"v7"</example>
    [StringLength(20), RegularExpression("^\"v[0-9]+\"$")]
    public required string Etag { get; init; }
}

/// <summary>The file that a job made.</summary>
public sealed record JobResult
{
    /// <summary>Where to download it, with the same token as everything else.</summary>
    /// <example>https://api.example.com/vehicle-identification/v1/jobs/0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d/result</example>
    [TextFormat("uri"), StringLength(500)]
    public required string Url { get; init; }

    /// <summary>Media type of the file: <c>application/x-ndjson</c>, <c>text/csv</c>, or <c>application/gzip</c> when one of them is compressed.</summary>
    /// <example>application/x-ndjson</example>
    [StringLength(100)]
    public required string MediaType { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    /// <example>1834502</example>
    [Range(0L, 1_000_000_000_000L)]
    public required long Bytes { get; init; }

    /// <summary>Rows of the file, without the header of a CSV file.</summary>
    /// <example>1000000</example>
    [Range(0L, 1_000_000_000L)]
    public required long Rows { get; init; }

    /// <summary>Rows that hold a value and not a problem: the units that the result costs.</summary>
    /// <example>999812</example>
    [Range(0L, 1_000_000_000L)]
    public required long Values { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [StringLength(64, MinimumLength = 64), RegularExpression("^[0-9a-f]{64}$")]
    public required string Sha256 { get; init; }
}

/// <summary>State of a job.</summary>
public enum JobStatus
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>Is being worked on.</summary>
    Running,

    /// <summary>Done; the result can be downloaded.</summary>
    Succeeded,

    /// <summary>Ended by a problem; there is no result.</summary>
    Failed,

    /// <summary>Ended by its owner; there is no result.</summary>
    Cancelled,
}
