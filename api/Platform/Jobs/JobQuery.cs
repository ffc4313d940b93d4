using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Platform.Jobs;

/// <summary>Filters of the list of jobs.</summary>
public sealed record JobQuery : PageQuery
{
    /// <summary>States; several mean any of them.</summary>
    /// <example>["running"]</example>
    [MaxLength(5), EnumText<JobStatus>]
    public string[]? Status { get; init; }

    /// <summary>Kinds of jobs; several mean any of them.</summary>
    /// <example>["vehicleLookup"]</example>
    [MaxLength(10), StringLength(40)]
    public string[]? Kind { get; init; }
}
