using System.Globalization;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Business data of an organisation as they stand in the database.</summary>
internal sealed record OrganisationRow
{
    /// <summary>Fields that an administrator confirms, in the order of the form.</summary>
    public static readonly IReadOnlyList<string> MasterFields = ["name", "street", "additionalAddressLine", "postCode", "town", "state", "vatId", "withoutVatId"];

    /// <summary>Those of them that the VAT register compares.</summary>
    public static readonly IReadOnlyList<string> VatFields = ["name", "street", "postCode", "town", "vatId"];

    public required Guid TenantId { get; init; }
    public string? CustomerNumber { get; init; }
    public string? UserGroup { get; init; }
    public string? Country { get; init; }
    public required string Name { get; init; }
    public string Street { get; init; } = "";
    public string? AdditionalAddressLine { get; init; }
    public string PostCode { get; init; } = "";
    public string Town { get; init; } = "";
    public string? State { get; init; }
    public string? VatId { get; init; }
    public bool WithoutVatId { get; init; }
    public string VatStatus { get; init; } = "notChecked";
    public string? VatMatch { get; init; }
    public DateTime? VatLastCheckedOn { get; init; }
    public bool VatIsDue { get; init; }
    public string? Phone { get; init; }
    public string? Fax { get; init; }
    public string? Homepage { get; init; }
    public string? StateReason { get; init; }
    public DateTime? StateChangedAt { get; init; }

    /// <summary>0 until the first save of a tenant that a command made.</summary>
    public int Version { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>What is known of a tenant that has no row yet.</summary>
    public static OrganisationRow Of(TenantFacts tenant) => new()
    {
        TenantId = tenant.Id,
        Name = tenant.Name,
        Country = tenant.Country,
        UserGroup = tenant.UserGroup,
        CreatedAt = tenant.CreatedAt,
        UpdatedAt = tenant.CreatedAt,
    };

    /// <summary>The fields that an administrator confirms, as text by their names.</summary>
    public Dictionary<string, string?> Master() => new(StringComparer.Ordinal)
    {
        ["name"] = Name,
        ["street"] = Filled(Street),
        ["additionalAddressLine"] = AdditionalAddressLine,
        ["postCode"] = Filled(PostCode),
        ["town"] = Filled(Town),
        ["state"] = State,
        ["vatId"] = VatId,
        ["withoutVatId"] = TextOf(WithoutVatId),
    };

    public static string TextOf(bool value) => value ? "true" : "false";

    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>State of the VAT id.</summary>
    public VatStatus Vat => VatRules.StatusOf(VatStatus);

    /// <summary>Day of a column of dates.</summary>
    public static DateOnly? DayOf(DateTime? value) => value is { } day ? DateOnly.FromDateTime(day) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CustomerNumber} v{Version}");
}
