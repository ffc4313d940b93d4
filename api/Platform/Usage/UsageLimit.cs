using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Usage;

/// <summary>The limits of a product, and what is left of today.</summary>
public sealed record UsageLimit
{
    /// <summary>Product.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(60)]
    public required string Product { get; init; }

    /// <summary>Where: each environment has a plan of its own.</summary>
    /// <example>production</example>
    public required UsageEnvironment Environment { get; init; }

    /// <summary>Plan that sets the limits.</summary>
    /// <example>standard</example>
    [StringLength(60)]
    public required string Plan { get; init; }

    /// <summary>Calls a second that each client may make.</summary>
    /// <example>20</example>
    [Range(1, int.MaxValue)]
    public required int PerSecond { get; init; }

    /// <summary>Units a day (UTC) that all clients of the organisation may take together.</summary>
    /// <example>50000</example>
    [Range(1, int.MaxValue)]
    public required int PerDay { get; init; }

    /// <summary>Units taken today, and those that servers hold ready for further calls.</summary>
    /// <example>1200</example>
    [Range(0L, 1_000_000_000_000L)]
    public required long UsedToday { get; init; }

    /// <summary>Units left today.</summary>
    /// <example>48800</example>
    [Range(0L, 1_000_000_000_000L)]
    public required long LeftToday { get; init; }

    /// <summary>When the next day begins.</summary>
    /// <example>2026-10-06T00:00:00.000Z</example>
    public required DateTimeOffset ResetsAt { get; init; }
}
