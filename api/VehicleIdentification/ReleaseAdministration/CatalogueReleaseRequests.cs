using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;

namespace Aos.Api.VehicleIdentification.ReleaseAdministration;

/// <summary>Filters of the list of releases.</summary>
public sealed record CatalogueReleaseQuery : PageQuery
{
    /// <summary>Only releases in this state.</summary>
    /// <example>superseded</example>
    [EnumText<CatalogueReleaseState>]
    public string? State { get; init; }
}

/// <summary>Takes back the release in use.</summary>
public sealed record CatalogueRollbackCreate
{
    /// <summary>Number of the release to take back. It must still be the one in use, so that two callers cannot roll back twice.</summary>
    /// <example>13</example>
    [Required, Range(1, int.MaxValue)]
    public int? Withdraw { get; init; }
}

/// <summary>Removes old releases.</summary>
public sealed record CataloguePurgeCreate
{
    /// <summary>Releases with a smaller number are purged: at most the number of the release in use.</summary>
    /// <example>12</example>
    [Required, Range(1, int.MaxValue)]
    public int? OlderThan { get; init; }
}
