using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Events;

/// <summary>Something that happened to an organisation. It is never changed, and kept for 30 days.</summary>
public sealed record Event
{
    /// <summary>Id of the event; whoever gets it twice knows by it.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>What happened, <c>area.noun.happened</c>; further types may come.</summary>
    /// <example>organisations.user.created</example>
    [StringLength(100)]
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Version of the contract by which the event is described.</summary>
    /// <example>1.1.0</example>
    [StringLength(20), RegularExpression(@"^\d+\.\d+\.\d+$")]
    public required string Contract { get; init; }

    /// <summary>Address of the resource that it happened to.</summary>
    /// <example>https://api.example.com/portal/v1/users/0197c9a0-0000-7000-8000-000000000102</example>
    [StringLength(2000), TextFormat("uri")]
    public required string Subject { get; init; }

    /// <summary>Number of the event among those of its subject, from 1.</summary>
    /// <example>1</example>
    [Range(1L, 1_000_000_000_000L)]
    public required long Sequence { get; init; }

    /// <summary>Ids, state and what changed; the rest is read at <c>subject</c>.</summary>
    [MaxLength(100)]
    public required IReadOnlyList<EventDatum> Data { get; init; }
}

/// <summary>One fact of an event.</summary>
public sealed record EventDatum
{
    /// <summary>Name of the fact.</summary>
    /// <example>state</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>Its value; absent where there is none.</summary>
    /// <example>active</example>
    [StringLength(10_000)]
    public string? Value { get; init; }
}
