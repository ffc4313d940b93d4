using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Platform.Events;

/// <summary>Filters and order of the list of events.</summary>
public sealed record EventQuery : PageQuery
{
    /// <summary>Types; several mean any of them.</summary>
    /// <example>["organisations.user.created"]</example>
    [MaxLength(50), StringLength(100)]
    public string[]? Type { get; init; }

    /// <summary>Only events of this resource: its path, or its whole address.</summary>
    /// <example>/portal/v1/users/0197c9a0-0000-7000-8000-000000000102</example>
    [StringLength(2000)]
    public string? Subject { get; init; }

    /// <summary>Only events at or after this instant (RFC 3339).</summary>
    /// <example>2026-10-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? HappenedFrom { get; init; }

    /// <summary>Only events before this instant (RFC 3339).</summary>
    /// <example>2026-11-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? HappenedTo { get; init; }

    /// <summary>Order: `-timestamp` (newest first, the default) or `timestamp`.</summary>
    /// <example>timestamp</example>
    [AllowedValues("timestamp", "-timestamp"), StringLength(20)]
    public string? Sort { get; init; }

    internal EventFilter ToFilter(Guid tenantId, bool isRepresentative, string origin) => new()
    {
        TenantId = tenantId,
        IsRepresentative = isRepresentative,
        Types = [.. (Type ?? []).Where(type => !string.IsNullOrEmpty(type)).Order(StringComparer.Ordinal)],
        Subject = string.IsNullOrEmpty(Subject) ? null : Subject.StartsWith(origin, StringComparison.Ordinal) ? Subject[origin.Length..] : Subject,
        From = Time(HappenedFrom),
        To = Time(HappenedTo),
        OldestFirst = Sort == "timestamp",
    };

    private static DateTime? Time(string? text) => string.IsNullOrEmpty(text) ? null : Instant.Parse(text)!.Value.UtcDateTime;
}

/// <summary>Which events are meant, in what order.</summary>
internal sealed record EventFilter
{
    public required Guid TenantId { get; init; }

    /// <summary>The legal representative reads everything; others only what is about clients, access and limits.</summary>
    public required bool IsRepresentative { get; init; }
    public required string[] Types { get; init; }
    public required string? Subject { get; init; }
    public required DateTime? From { get; init; }
    public required DateTime? To { get; init; }
    public required bool OldestFirst { get; init; }

    /// <summary>The filters in one text each, for cursors.</summary>
    public string?[] Texts =>
    [
        IsRepresentative ? "all" : "access", string.Join('\u001f', Types), Subject, From?.ToString("O", CultureInfo.InvariantCulture), To?.ToString("O", CultureInfo.InvariantCulture), OldestFirst ? "timestamp" : "-timestamp",
    ];
}
