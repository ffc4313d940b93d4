using System.ComponentModel.DataAnnotations;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>A state of all catalogue data that took effect at once.</summary>
public sealed record Release
{
    /// <summary>Name.</summary>
    /// <example>2026-11</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Number; a later release has a higher one, and none is used again.</summary>
    /// <example>2</example>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>Whether reads answer from it.</summary>
    /// <example>current</example>
    public required ReleaseState State { get; init; }

    /// <summary>When it took effect; for the current one also the instant of a roll-back to it.</summary>
    /// <example>2026-11-01T04:00:00.000Z</example>
    public required DateTimeOffset TookEffectAt { get; init; }

    /// <summary>What it holds; absent unless you see all brands and kinds of vehicles in it.</summary>
    public ReleaseCounts? Counts { get; init; }
}

/// <summary>What a release holds and what it changed.</summary>
public sealed record ReleaseCounts
{
    /// <summary>Vehicles in it.</summary>
    /// <example>2000</example>
    [Range(0, 100_000_000_000)]
    public required long Vehicles { get; init; }

    /// <summary>Records that it added, over all kinds of catalogue data.</summary>
    /// <example>12</example>
    [Range(0, 100_000_000_000)]
    public required long RecordsAdded { get; init; }

    /// <summary>Records that it changed.</summary>
    /// <example>340</example>
    [Range(0, 100_000_000_000)]
    public required long RecordsChanged { get; init; }

    /// <summary>Records that it removed.</summary>
    /// <example>3</example>
    [Range(0, 100_000_000_000)]
    public required long RecordsRemoved { get; init; }
}

/// <summary>States of a release that can be read.</summary>
public enum ReleaseState
{
    /// <summary>Reads answer from it.</summary>
    Current,

    /// <summary>A later one took its place; page walks that began in it still go on.</summary>
    Superseded,
}
