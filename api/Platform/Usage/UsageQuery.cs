using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.Usage;

/// <summary>Filters of a list of usage, and what it is divided by.</summary>
public record UsageQuery : PageQuery
{
    /// <summary>Only from this day on (UTC); 30 days before today if absent.</summary>
    /// <example>2026-10-01</example>
    [DataType(DataType.Date), StringLength(10)]
    public string? UsedFrom { get; init; }

    /// <summary>Only before this day (UTC).</summary>
    /// <example>2026-11-01</example>
    [DataType(DataType.Date), StringLength(10)]
    public string? UsedTo { get; init; }

    /// <summary>Only this environment.</summary>
    /// <example>production</example>
    [EnumText<UsageEnvironment>]
    public string? Environment { get; init; }

    /// <summary>Products; several mean any of them.</summary>
    /// <example>["vehicle-identification"]</example>
    [MaxLength(20), StringLength(60)]
    public string[]? Product { get; init; }

    /// <summary>Clients; several mean any of them.</summary>
    /// <example>["demo-workshop"]</example>
    [MaxLength(20), StringLength(100)]
    public string[]? ClientId { get; init; }

    /// <summary>Operations, by <c>operationId</c>; several mean any of them.</summary>
    /// <example>["GetVehicle"]</example>
    [MaxLength(50), StringLength(100)]
    public string[]? Operation { get; init; }

    /// <summary>What the list is divided by; all of them if absent. What is not named is added up.</summary>
    /// <example>["day", "product"]</example>
    [MaxLength(4), EnumText<UsageDimension>]
    public string[]? GroupBy { get; init; }

    internal UsageFilter ToFilter(Guid? organisation, DateOnly today) => new()
    {
        OrganisationId = organisation,
        From = Day(UsedFrom) ?? today.AddDays(-30),
        To = Day(UsedTo) ?? DateOnly.MaxValue,
        Environment = string.IsNullOrEmpty(Environment) ? null : Environment,
        Products = Filled(Product),
        Clients = Filled(ClientId),
        Operations = Filled(Operation),
        Dimensions = [.. Filled(GroupBy).Select(text => EnumTextAttribute<UsageDimension>.Parse(text)!.Value).Distinct().Order()],
    };

    private static DateOnly? Day(string? text) =>
        string.IsNullOrEmpty(text) ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Filled(string[]? texts) => [.. (texts ?? []).Where(text => !string.IsNullOrEmpty(text)).Order(StringComparer.Ordinal)];
}

/// <summary>Filters of the operator's list of usage.</summary>
public sealed record TenantUsageQuery : UsageQuery
{
    /// <summary>Only this organisation, with its sandbox twin (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? TenantId { get; init; }
}

/// <summary>Which usage is meant, and what it is divided by.</summary>
internal sealed record UsageFilter
{
    public required Guid? OrganisationId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required string? Environment { get; init; }
    public required string[] Products { get; init; }
    public required string[] Clients { get; init; }
    public required string[] Operations { get; init; }
    public required UsageDimension[] Dimensions { get; init; }

    /// <summary>Everything that an organisation and its sandbox ever used.</summary>
    public static UsageFilter AllOf(Guid organisationId) => new()
    {
        OrganisationId = organisationId,
        From = DateOnly.MinValue,
        To = DateOnly.MaxValue,
        Environment = null,
        Products = [],
        Clients = [],
        Operations = [],
        Dimensions = [],
    };

    public bool Divides(UsageDimension dimension) => Dimensions.Length == 0 || Dimensions.Contains(dimension);

    /// <summary>The filters in one text each, for cursors.</summary>
    public string?[] Texts =>
    [
        OrganisationId?.ToString(), From.ToString("O", CultureInfo.InvariantCulture), To.ToString("O", CultureInfo.InvariantCulture), Environment,
        string.Join('\u001f', Products), string.Join('\u001f', Clients), string.Join('\u001f', Operations), string.Join('\u001f', Dimensions),
    ];
}
