using System.Text.Json;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>A product as it stands in the database, with what this installation serves of it.</summary>
internal sealed record ApiProductRow
{
    public required string Code { get; init; }
    public required string RightCode { get; init; }
    public required string[] Scopes { get; init; }
    public required string State { get; init; }
    public int SortOrder { get; init; }
    public required string NameEn { get; init; }
    public required string NameDe { get; init; }
    public required string NamePl { get; init; }
    public required string SummaryEn { get; init; }
    public required string SummaryDe { get; init; }
    public required string SummaryPl { get; init; }
    public string? ContactEmail { get; init; }
    public bool Chargeable { get; init; }
    public string? PriceListUrl { get; init; }
    public string? DataFilesUrl { get; init; }
    public required string Charges { get; init; }
    public required string[] SameDataAs { get; init; }
    public required string Versions { get; init; }
    public int ConditionsVersion { get; init; }
    public string? ConditionsUrl { get; init; }
    public bool NeedsAddresses { get; init; }
    public int Version { get; init; }

    /// <summary>This installation has the product's OpenAPI document.</summary>
    public bool IsServed { get; init; }

    /// <summary>State that callers see.</summary>
    public ApiProductState Shown => Stated == ApiProductState.Available && !IsServed ? ApiProductState.ComingSoon : Stated;

    /// <summary>It can be applied for.</summary>
    public bool IsAvailable => Shown == ApiProductState.Available;

    /// <summary>State that the operator has set.</summary>
    public ApiProductState Stated => Enum.Parse<ApiProductState>(State, ignoreCase: true);

    public ApiProductTexts Names => new() { En = NameEn, De = NameDe, Pl = NamePl };

    public ApiProductInfo ToInfo(string language, PublicOrigin origin) => new()
    {
        Code = Code,
        Name = Names.In(language),
        Summary = Summaries.In(language),
        State = Shown,
        SortOrder = SortOrder,
        DocumentationUrl = IsAvailable ? origin.Absolute($"/{Code}/v1/openapi.json") : null,
        DataFilesUrl = DataFilesUrl,
        ContactEmail = ContactEmail,
        Chargeable = Chargeable,
        PriceListUrl = PriceListUrl,
        Charges = JsonSerializer.Deserialize(Charges, ApiProductsJson.Default.IReadOnlyListApiProductCharge)!,
        SameDataAs = SameDataAs,
        Versions = JsonSerializer.Deserialize(Versions, ApiProductsJson.Default.IReadOnlyListApiProductVersion)!,
        Scopes = Scopes,
        ConditionsVersion = ConditionsVersion,
        ConditionsUrl = ConditionsUrl,
    };

    public AdministeredApiProduct ToAdministered() => new()
    {
        Code = Code,
        Right = RightCode,
        Scopes = Scopes,
        State = Stated,
        ShownState = Shown,
        SortOrder = SortOrder,
        Names = Names,
        Summaries = Summaries,
        ContactEmail = ContactEmail,
        Chargeable = Chargeable,
        PriceListUrl = PriceListUrl,
        DataFilesUrl = DataFilesUrl,
        Charges = JsonSerializer.Deserialize(Charges, ApiProductsJson.Default.IReadOnlyListApiProductCharge)!,
        SameDataAs = SameDataAs,
        Versions = JsonSerializer.Deserialize(Versions, ApiProductsJson.Default.IReadOnlyListApiProductVersion)!,
        ConditionsVersion = ConditionsVersion,
        ConditionsUrl = ConditionsUrl,
        Etag = EntityTag.OfVersion(Version),
    };

    private ApiProductTexts Summaries => new() { En = SummaryEn, De = SummaryDe, Pl = SummaryPl };
}
