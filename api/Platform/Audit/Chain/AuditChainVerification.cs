using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>Which part of the audit is verified.</summary>
public sealed record AuditChainVerificationCreate
{
    /// <summary>Only the log of this tenant (UUID); absent means all.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? TenantId { get; init; }
}

/// <summary>What a verification of the audit found.</summary>
public sealed record AuditChainVerification
{
    /// <summary>True if nothing was changed, removed or put between.</summary>
    /// <example>true</example>
    public required bool IsIntact { get; init; }

    /// <summary>Logs that were verified; each tenant has its own.</summary>
    /// <example>12</example>
    [Range(0, 1_000_000_000)]
    public required int Tenants { get; init; }

    /// <summary>Events that were verified.</summary>
    /// <example>48210</example>
    [Range(0L, 1_000_000_000_000L)]
    public required long Rows { get; init; }

    /// <summary>The first place where a log is broken; absent if none is.</summary>
    public AuditChainFault? FirstBroken { get; init; }

    /// <summary>When it was verified.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset VerifiedAt { get; init; }
}

/// <summary>A place where a log is broken.</summary>
public sealed record AuditChainFault
{
    /// <summary>Tenant whose log it is.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid TenantId { get; init; }

    /// <summary>What is wrong.</summary>
    /// <example>eventChanged</example>
    public required AuditChainFaultKind Kind { get; init; }

    /// <summary>Number of the event in the log of its tenant; absent for one that has none.</summary>
    /// <example>17</example>
    [Range(1L, 1_000_000_000_000L)]
    public long? Sequence { get; init; }

    /// <summary>Id of the event, if it is there.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public Guid? EventId { get; init; }
}

/// <summary>What can be wrong with a log.</summary>
public enum AuditChainFaultKind
{
    /// <summary>A number is missing: an event was removed.</summary>
    EventMissing,

    /// <summary>The event is not what it was when it was chained, or another one before it is not.</summary>
    EventChanged,

    /// <summary>The details of the event are not those that were written. Erased details are no fault.</summary>
    DetailsChanged,

    /// <summary>The event stands in the log and not in the chain.</summary>
    EventUnchained,
}
