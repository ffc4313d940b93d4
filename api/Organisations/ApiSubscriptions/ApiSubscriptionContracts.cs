using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>Where the data of an access come from.</summary>
public enum ApiEnvironment
{
    /// <summary>The operator's own data.</summary>
    Production,

    /// <summary>Synthetic data for trying out, never charged.</summary>
    Sandbox,
}

/// <summary>Where an access stands.</summary>
public enum ApiSubscriptionState
{
    /// <summary>In force.</summary>
    Active,

    /// <summary>Suspended: calls answer 402.</summary>
    Suspended,

    /// <summary>Ended: calls answer 403.</summary>
    Terminated,
}

/// <summary>What happened to an access.</summary>
public enum ApiSubscriptionEventKind
{
    /// <summary>Granted, with a plan.</summary>
    Granted,

    /// <summary>The plan was changed.</summary>
    PlanChanged,

    /// <summary>Suspended.</summary>
    Suspended,

    /// <summary>Active again.</summary>
    Reactivated,

    /// <summary>Terminated, with its last day.</summary>
    Terminated,

    /// <summary>The termination was taken back before its day.</summary>
    TerminationWithdrawn,

    /// <summary>A newer version of the conditions of use was accepted.</summary>
    ConditionsAccepted,
}

/// <summary>Access of an organisation to a product.</summary>
public sealed record ApiSubscription
{
    /// <summary>Code of the product.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(50), RegularExpression(ApiProductForms.Code)]
    public required string ProductCode { get; init; }

    /// <summary>Which data it is for.</summary>
    /// <example>production</example>
    public required ApiEnvironment Environment { get; init; }

    /// <summary>Where it stands.</summary>
    /// <example>active</example>
    public required ApiSubscriptionState State { get; init; }

    /// <summary>Plan; null for an access without limits of its own.</summary>
    /// <example>standard</example>
    [StringLength(50)]
    public string? PlanCode { get; init; }

    /// <summary>Calls a second and client that the plan permits.</summary>
    /// <example>20</example>
    [Range(1, int.MaxValue)]
    public int? PerSecond { get; init; }

    /// <summary>Units a day (UTC) that the plan permits.</summary>
    /// <example>50000</example>
    [Range(1, int.MaxValue)]
    public int? PerDay { get; init; }

    /// <summary>Scopes that clients may have with it.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(10), StringLength(50)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Since when it is granted.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Last day of the access (UTC); null while it has no end.</summary>
    /// <example>2026-12-31</example>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Version of the product's conditions of use that is in force.</summary>
    /// <example>1</example>
    [Range(1, 1000)]
    public required int ConditionsVersion { get; init; }

    /// <summary>Version that the organisation has accepted; null where the access was granted without one.</summary>
    /// <example>1</example>
    [Range(1, 1000)]
    public int? AcceptedConditionsVersion { get; init; }

    /// <summary>From when on calls are refused unless the version in force is accepted (30 days after the first version that waits came; a further one does not put it off); null while nothing waits.</summary>
    /// <example>2027-01-31T00:00:00.000Z</example>
    public DateTimeOffset? ConditionsDueAt { get; init; }

    /// <summary>Plans that the organisation may choose by itself.</summary>
    /// <example>["standard"]</example>
    [MaxLength(50), StringLength(50)]
    public required IReadOnlyList<string> OfferedPlanCodes { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> where an operation asks for it.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>Something that happened to an access.</summary>
public sealed record ApiSubscriptionEvent
{
    /// <summary>Id.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>What happened.</summary>
    /// <example>granted</example>
    public required ApiSubscriptionEventKind Kind { get; init; }

    /// <summary>Plan from then on, where it came with one.</summary>
    /// <example>standard</example>
    [StringLength(50)]
    public string? PlanCode { get; init; }

    /// <summary>Last day of the access, where it was terminated.</summary>
    /// <example>2026-12-31</example>
    public DateOnly? EndsOn { get; init; }

    /// <summary>Why, where a reason was given.</summary>
    /// <example>Invoice overdue.</example>
    [StringLength(500)]
    public string? Reason { get; init; }

    /// <summary>When.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset HappenedAt { get; init; }
}

/// <summary>Page of a history.</summary>
public sealed record ApiSubscriptionHistoryQuery : PageQuery;

/// <summary>Another plan.</summary>
public sealed record ApiPlanChange
{
    /// <summary>Code of the plan.</summary>
    /// <example>standard</example>
    [Required, StringLength(50)]
    public string? PlanCode { get; init; }
}

/// <summary>The end of an access.</summary>
public sealed record ApiTermination
{
    /// <summary>Last day of the access (UTC), today or later; absent ends it at once.</summary>
    /// <example>2026-12-31</example>
    [DataType(DataType.Date), TextFormat("date"), StringLength(10)]
    public string? EndsOn { get; init; }

    /// <summary>Why; for the history.</summary>
    /// <example>The software is no longer used.</example>
    [StringLength(500)]
    public string? Reason { get; init; }
}

/// <summary>Why an access is suspended.</summary>
public sealed record ApiSuspension
{
    /// <summary>The reason, for the history.</summary>
    /// <example>Invoice overdue.</example>
    [Required, StringLength(500)]
    public string? Reason { get; init; }
}

/// <summary>A version of conditions that is accepted.</summary>
public sealed record ApiConditionsAcceptance
{
    /// <summary>Version that is accepted: the one in force.</summary>
    /// <example>2</example>
    [Required, Range(1, 1000)]
    public int? Version { get; init; }
}

/// <summary>A wish for access in the sandbox.</summary>
public sealed record SandboxSubscriptionCreate
{
    /// <summary>Code of the product.</summary>
    /// <example>vehicle-identification</example>
    [Required, StringLength(50)]
    public string? ProductCode { get; init; }
}
