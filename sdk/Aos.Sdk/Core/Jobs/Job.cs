using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>A long work of the API, as it stood when it was read.</summary>
public sealed record Job
{
    /// <summary>Id of the job.</summary>
    [JsonPropertyName("id")]
    public Guid Id { get; init; }

    /// <summary>What it does.</summary>
    [JsonPropertyName("kind")]
    public JobKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    [JsonPropertyName("status")]
    public JobStatus Status { get; init; }

    /// <summary>How much of it is done, 0 to 100 percent.</summary>
    [JsonPropertyName("progress")]
    public int Progress { get; init; }

    /// <summary>Rows that are done.</summary>
    [JsonPropertyName("processed")]
    public long Processed { get; init; }

    /// <summary>Rows in all; null while that is not known.</summary>
    [JsonPropertyName("total")]
    public long? Total { get; init; }

    /// <summary>When it was ordered.</summary>
    [JsonPropertyName("createdAt")]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began; null while it waits.</summary>
    [JsonPropertyName("startedAt")]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    [JsonPropertyName("finishedAt")]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When it will probably end; null while nobody can say.</summary>
    [JsonPropertyName("estimatedEndAt")]
    public DateTimeOffset? EstimatedEndAt { get; init; }

    /// <summary>Until when its result is kept.</summary>
    [JsonPropertyName("expiresAt")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Data release that it reads, such as <c>2026-10</c>.</summary>
    [JsonPropertyName("release")]
    public string? Release { get; init; }

    /// <summary>Its result; null before it has succeeded.</summary>
    [JsonPropertyName("result")]
    public JobResult? Result { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [JsonPropertyName("problem")]
    public Problem? Problem { get; init; }

    /// <summary>Tag of this state, for <c>etag</c> parameters.</summary>
    [JsonPropertyName("etag")]
    public string? Etag { get; init; }

    /// <summary>Members that a newer API answers with and this SDK does not know; null if there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}

/// <summary>The file that a job made.</summary>
public sealed record JobResult
{
    /// <summary>Path of the file.</summary>
    [JsonPropertyName("url")]
    public string Url { get => field ?? ""; init; }

    /// <summary>Media type, such as <c>application/x-ndjson</c>.</summary>
    [JsonPropertyName("mediaType")]
    public string MediaType { get => field ?? ""; init; }

    /// <summary>Bytes of the file.</summary>
    [JsonPropertyName("bytes")]
    public long Bytes { get; init; }

    /// <summary>Rows of the file.</summary>
    [JsonPropertyName("rows")]
    public long Rows { get; init; }

    /// <summary>Rows that hold a value and no problem; those count.</summary>
    [JsonPropertyName("values")]
    public long Values { get; init; }

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    [JsonPropertyName("sha256")]
    public string Sha256 { get => field ?? ""; init; }

    /// <summary>Members that a newer API answers with and this SDK does not know; null if there are none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }
}
