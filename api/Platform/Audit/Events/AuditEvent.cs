using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Audit.Events;

/// <summary>Something that happened: by whom, to what, and with what result. It is never changed.</summary>
public sealed record AuditEvent
{
    /// <summary>Id of the event.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>When it happened.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Number of the event in the log of its tenant, without gaps; given within a second.</summary>
    /// <example>17</example>
    [Range(1L, 1_000_000_000_000L)]
    public long? Sequence { get; init; }

    /// <summary>Tenant in whose log it stands; zeros for the installation itself. Only for the operator.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public Guid? TenantId { get; init; }

    /// <summary>Who acted.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>What happened, <c>area.noun.happened</c>.</summary>
    /// <example>administration.client.created</example>
    [StringLength(100)]
    public required string Action { get; init; }

    /// <summary>What it happened to.</summary>
    public required AuditObject Object { get; init; }

    /// <summary>How it ended: <c>done</c> or <c>refused</c>; further values may come.</summary>
    /// <example>done</example>
    [StringLength(40)]
    public required string Result { get; init; }

    /// <summary>Id of the request, if there was one.</summary>
    /// <example>0HNGQ2V3K5R7T</example>
    [StringLength(100)]
    public string? RequestId { get; init; }

    /// <summary>What changed; absent when it has been erased.</summary>
    [MaxLength(100)]
    public IReadOnlyList<AuditDetail>? Details { get; init; }

    /// <summary>Hash of the chain up to this event: SHA-256, 64 hexadecimal digits; given within a second.</summary>
    /// <example>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08</example>
    [StringLength(64, MinimumLength = 64), RegularExpression("^[0-9a-f]{64}$")]
    public string? Hash { get; init; }
}

/// <summary>Who acted.</summary>
public sealed record AuditActor
{
    /// <summary>What kind of actor.</summary>
    /// <example>client</example>
    public required AuditActorKind Kind { get; init; }

    /// <summary>Client id, account id, or user name on the server.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100)]
    public required string Id { get; init; }

    /// <summary>Client through which it acted.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100)]
    public string? ClientId { get; init; }
}

/// <summary>Kinds of actors.</summary>
public enum AuditActorKind
{
    /// <summary>A program with a token of its own.</summary>
    Client,

    /// <summary>A person.</summary>
    Account,

    /// <summary>A command on the server.</summary>
    Command,

    /// <summary>The program itself.</summary>
    System,
}

/// <summary>What something happened to.</summary>
public sealed record AuditObject
{
    /// <summary>Kind of the object.</summary>
    /// <example>client</example>
    [StringLength(100)]
    public required string Kind { get; init; }

    /// <summary>Id of the object.</summary>
    /// <example>demo-workshop</example>
    [StringLength(200)]
    public required string Id { get; init; }
}

/// <summary>One detail of an event.</summary>
public sealed record AuditDetail
{
    /// <summary>Name of the detail.</summary>
    /// <example>name</example>
    [StringLength(100)]
    public required string Name { get; init; }

    /// <summary>Its value; absent for none.</summary>
    /// <example>Workshop planner</example>
    [StringLength(10_000)]
    public string? Value { get; init; }
}

/// <summary>Filters of a list of audit events.</summary>
public record AuditEventQuery : PageQuery
{
    /// <summary>Only events of this actor: client id, account id, or user name on the server.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100)]
    public string? Actor { get; init; }

    /// <summary>Only events of this kind, `area.noun.happened`.</summary>
    /// <example>administration.client.created</example>
    [StringLength(100)]
    public string? Action { get; init; }

    /// <summary>Only events of the object with this id.</summary>
    /// <example>demo-workshop</example>
    [StringLength(200)]
    public string? ObjectId { get; init; }

    /// <summary>Only events at or after this instant (RFC 3339).</summary>
    /// <example>2026-10-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedFrom { get; init; }

    /// <summary>Only events before this instant (RFC 3339).</summary>
    /// <example>2026-11-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedTo { get; init; }

    internal AuditFilter ToFilter(Guid? tenantId) => AuditFilter.Of(tenantId, Actor, Action, ObjectId, CreatedFrom, CreatedTo);
}

/// <summary>Filters of the operator's list of audit events.</summary>
public sealed record TenantAuditEventQuery : AuditEventQuery
{
    /// <summary>Only the log of this tenant (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? TenantId { get; init; }

    internal AuditFilter Filter => ToFilter(TenantId is { Length: > 0 } id ? Guid.Parse(id) : null);
}

/// <summary>Which events are meant.</summary>
internal sealed record AuditFilter(Guid? TenantId, string? Actor, string? Action, string? ObjectId, DateTime? From, DateTime? To)
{
    /// <summary>Only events of these kinds; null for all.</summary>
    public string[]? Actions { get; init; }

    public static AuditFilter Of(Guid? tenantId, string? actor, string? action, string? objectId, string? from, string? to) =>
        new(tenantId, Filled(actor), Filled(action), Filled(objectId), Time(from), Time(to));

    /// <summary>The filters in one text each, for cursors.</summary>
    public string?[] Texts => [TenantId?.ToString(), Actor, Action, ObjectId, From?.ToString("O", CultureInfo.InvariantCulture), To?.ToString("O", CultureInfo.InvariantCulture), Actions is null ? null : string.Join(' ', Actions)];

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static DateTime? Time(string? text) => Filled(text) is { } filled ? Instant.Parse(filled)!.Value.UtcDateTime : null;
}
