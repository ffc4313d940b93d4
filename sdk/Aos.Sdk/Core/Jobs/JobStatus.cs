using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>Where a job stands.</summary>
/// <remarks>A newer API may answer with values that this SDK does not know; they survive, and <see cref="IsKnown"/> tells.</remarks>
[JsonConverter(typeof(AosExtensibleConverter<JobStatus>))]
public readonly record struct JobStatus : IAosExtensible<JobStatus>
{
    private readonly string? _value;

    /// <summary>A value with this text, known or not.</summary>
    /// <param name="value">The text in JSON.</param>
    public JobStatus(string value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>It waits for its turn.</summary>
    public static JobStatus Queued { get; } = new("queued");

    /// <summary>It is in work.</summary>
    public static JobStatus Running { get; } = new("running");

    /// <summary>It is done; there is a result.</summary>
    public static JobStatus Succeeded { get; } = new("succeeded");

    /// <summary>It ended without a result; <see cref="Job.Problem"/> tells why.</summary>
    public static JobStatus Failed { get; } = new("failed");

    /// <summary>It was cancelled.</summary>
    public static JobStatus Cancelled { get; } = new("cancelled");

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public bool IsKnown => Value is "queued" or "running" or "succeeded" or "failed" or "cancelled";

    /// <summary>Whether the job will not change any more.</summary>
    public bool IsFinal => Value is "succeeded" or "failed" or "cancelled";

    /// <inheritdoc/>
    public static JobStatus Of(string value) => new(value);

    /// <summary>The text in JSON.</summary>
    public override string ToString() => Value;
}
