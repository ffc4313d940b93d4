using System.ComponentModel.DataAnnotations;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Where a release stands.</summary>
public enum CatalogueReleaseState
{
    /// <summary>Its import is running, or was cut off and can go on.</summary>
    Loading,

    /// <summary>Readers see it.</summary>
    Current,

    /// <summary>A newer one took its place; a roll-back can lead to it until it is purged.</summary>
    Superseded,

    /// <summary>It was in use and was rolled back.</summary>
    Withdrawn,

    /// <summary>Its import came to nothing, or was abandoned.</summary>
    Failed,

    /// <summary>Its data were removed.</summary>
    Purged,
}

/// <summary>What the files of an import held.</summary>
public enum CatalogueReleaseScope
{
    /// <summary>Everything: what was not in the files is gone.</summary>
    Full,

    /// <summary>What was new, changed or removed.</summary>
    Changed,
}

/// <summary>A release of catalogue data, or the attempt to make one.</summary>
public sealed record CatalogueRelease
{
    /// <summary>Number of the release in its data set; never given twice, also not to another attempt.</summary>
    /// <example>12</example>
    [Range(1, int.MaxValue)]
    public required int Number { get; init; }

    /// <summary>Name that its files gave it, as answers show it in <c>release</c>. Two attempts may have the same.</summary>
    /// <example>2026-10</example>
    [StringLength(40)]
    public required string Name { get; init; }

    /// <summary>What its files held.</summary>
    /// <example>full</example>
    public required CatalogueReleaseScope Scope { get; init; }

    /// <summary>Where it stands.</summary>
    /// <example>current</example>
    public required CatalogueReleaseState State { get; init; }

    /// <summary>Vehicles in it, as far as they are written.</summary>
    /// <example>2000</example>
    [Range(0, long.MaxValue)]
    public required long Vehicles { get; init; }

    /// <summary>Rows that it added to the release before, over vehicles, models and code lists.</summary>
    /// <example>120</example>
    [Range(0, long.MaxValue)]
    public required long Added { get; init; }

    /// <summary>Rows that it changed.</summary>
    /// <example>35</example>
    [Range(0, long.MaxValue)]
    public required long Changed { get; init; }

    /// <summary>Rows that it removed.</summary>
    /// <example>4</example>
    [Range(0, long.MaxValue)]
    public required long Removed { get; init; }

    /// <summary>When its import began.</summary>
    /// <example>2026-10-01T03:10:00.000Z</example>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its import ended, in whatever way; absent while it runs.</summary>
    /// <example>2026-10-01T04:00:00.000Z</example>
    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>A release that was taken back.</summary>
public sealed record CatalogueRollback
{
    /// <summary>Number of the release that readers no longer see.</summary>
    /// <example>13</example>
    [Range(1, int.MaxValue)]
    public required int Withdrawn { get; init; }

    /// <summary>The release that they see again.</summary>
    public required CatalogueRelease Release { get; init; }

    /// <summary>When it took effect again.</summary>
    /// <example>2026-10-02T09:30:00.000Z</example>
    public required DateTimeOffset TookEffectAt { get; init; }
}

/// <summary>An import that was given up.</summary>
public sealed record CatalogueAbandonment
{
    /// <summary>The release that it was to make, which never comes into use.</summary>
    public required CatalogueRelease Release { get; init; }
}

/// <summary>Old releases that can be read no longer.</summary>
public sealed record CataloguePurge
{
    /// <summary>Number of the oldest release that can still be read. Cursors of page walks in older ones have expired.</summary>
    /// <example>12</example>
    [Range(1, int.MaxValue)]
    public required int Oldest { get; init; }

    /// <summary>Releases that were purged by this act.</summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int Purged { get; init; }
}
