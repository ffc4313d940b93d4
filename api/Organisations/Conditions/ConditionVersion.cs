using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.Conditions;

/// <summary>A version of the conditions of use, and whether the organisation has accepted it.</summary>
public sealed record ConditionVersion
{
    /// <summary>Number of the version.</summary>
    /// <example>2</example>
    [Range(1, 1_000_000)]
    public required int Version { get; init; }

    /// <summary>Day on which it comes into force (UTC).</summary>
    /// <example>2027-01-01</example>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Where its text is.</summary>
    /// <example>https://api.example.com/portal/v1/documents/conditionsOfUse/versions/2</example>
    [TextFormat("uri"), StringLength(500)]
    public required string DocumentUrl { get; init; }

    /// <summary>Whether the organisation has accepted it, here or with its registration.</summary>
    /// <example>false</example>
    public required bool IsAccepted { get; init; }

    /// <summary>When it was accepted here; null otherwise.</summary>
    /// <example>2027-01-05T08:15:30.000Z</example>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>From when on nobody of the organisation gets in until it is accepted; null once it is.</summary>
    /// <example>2027-01-31T00:00:00.000Z</example>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>The deadline has passed.</summary>
    /// <example>false</example>
    public required bool IsOverdue { get; init; }
}

/// <summary>The legal representative accepts the conditions of use.</summary>
public sealed record ConditionAcceptanceCreate
{
    /// <summary>The version that was read: the one in force, or a newer one that is published.</summary>
    /// <example>2</example>
    [Required, Range(1, 1_000_000)]
    public int? Version { get; init; }
}

/// <summary>Conditions of use that were accepted.</summary>
public sealed record ConditionAcceptance
{
    /// <summary>Number of the version.</summary>
    /// <example>2</example>
    [Range(1, 1_000_000)]
    public required int Version { get; init; }

    /// <summary>Who accepted it.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000102</example>
    public required Guid AcceptedBy { get; init; }

    /// <summary>When.</summary>
    /// <example>2027-01-05T08:15:30.000Z</example>
    public required DateTimeOffset AcceptedAt { get; init; }
}
