using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Usage;

/// <summary>What programs called, added up over one value of each dimension that was asked for.</summary>
public sealed record UsageItem
{
    /// <summary>Day (UTC); absent if the list is not divided by days.</summary>
    /// <example>2026-10-05</example>
    public DateOnly? UsedOn { get; init; }

    /// <summary>Organisation whose clients called, those of its sandbox twin included. Only for the operator.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public Guid? TenantId { get; init; }

    /// <summary>Where: only what is called in <c>production</c> is charged.</summary>
    /// <example>production</example>
    public required UsageEnvironment Environment { get; init; }

    /// <summary>Product; absent if the list is not divided by products.</summary>
    /// <example>vehicle-identification</example>
    [StringLength(60)]
    public string? Product { get; init; }

    /// <summary>Client; absent if the list is not divided by clients.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100)]
    public string? ClientId { get; init; }

    /// <summary>Operation, by its <c>operationId</c>; absent if the list is not divided by operations.</summary>
    /// <example>GetVehicle</example>
    [StringLength(100)]
    public string? Operation { get; init; }

    /// <summary>Units taken from the plan: what <c>x-quota-cost</c> of the operations says, for answers with 2xx only.</summary>
    /// <example>1200</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Units { get; init; }

    /// <summary>Answers, all together.</summary>
    /// <example>1834</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Calls { get; init; }

    /// <summary>Answers with 2xx.</summary>
    /// <example>1200</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Successful { get; init; }

    /// <summary>Answers with 304; they are free.</summary>
    /// <example>600</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Unchanged { get; init; }

    /// <summary>Answers with 4xx, those with 429 included; they are free.</summary>
    /// <example>33</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Refused { get; init; }

    /// <summary>Answers with 5xx; they are free.</summary>
    /// <example>1</example>
    [Range(0L, 1_000_000_000_000_000L)]
    public required long Failed { get; init; }
}

/// <summary>Where programs call.</summary>
public enum UsageEnvironment
{
    /// <summary>The operator's own data.</summary>
    Production,

    /// <summary>Synthetic data for trying out; free of charge.</summary>
    Sandbox,
}

/// <summary>What usage is divided by.</summary>
public enum UsageDimension
{
    /// <summary>Days (UTC).</summary>
    Day,

    /// <summary>Products.</summary>
    Product,

    /// <summary>Clients.</summary>
    Client,

    /// <summary>Operations.</summary>
    Operation,
}
