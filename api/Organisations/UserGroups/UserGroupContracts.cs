using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>What an applicant chooses first: it decides permissions and price models.</summary>
public sealed record UserGroup
{
    /// <summary>Code.</summary>
    /// <example>independentWorkshop</example>
    [StringLength(50)]
    public required string Code { get; init; }

    /// <summary>Label in English.</summary>
    /// <example>Independent workshop/dealer</example>
    [StringLength(200)]
    public required string LabelEn { get; init; }

    /// <summary>Label in German.</summary>
    /// <example>Unabhängige Werkstatt/Händler</example>
    [StringLength(200)]
    public required string LabelDe { get; init; }

    /// <summary>Label in Polish.</summary>
    /// <example>Niezależny warsztat/sprzedawca</example>
    [StringLength(200)]
    public required string LabelPl { get; init; }

    /// <summary>Countries whose organisations may choose it (ISO 3166-1 alpha-2); null for every country.</summary>
    /// <example>["DE","AT"]</example>
    [MaxLength(300), StringLength(2)]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>A VAT id must be given; it cannot be waived.</summary>
    /// <example>false</example>
    public required bool VatIdRequired { get; init; }

    /// <summary>Remarks of at least 20 characters must justify the registration.</summary>
    /// <example>false</example>
    public required bool RemarksRequired { get; init; }

    /// <summary>Kinds of vehicles that its organisations see; empty for all.</summary>
    /// <example>["motorcycle"]</example>
    [MaxLength(2), StringLength(20)]
    public required IReadOnlyList<string> VehicleKinds { get; init; }

    /// <summary>Its organisations get the permissions of all brands whose vehicles they see.</summary>
    /// <example>true</example>
    public required bool WithBrands { get; init; }

    /// <summary>Codes of the other permissions that an organisation gets with its approval.</summary>
    /// <example>["air","airCharged"]</example>
    [MaxLength(200), StringLength(100), RegularExpression(ClientForms.Right)]
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to replace the user group.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }
}

/// <summary>A user group, whole. What organisations have already, does not change with it.</summary>
public sealed record UserGroupReplace
{
    /// <summary>Label in English.</summary>
    /// <example>Independent workshop/dealer</example>
    [Required, StringLength(200)]
    public string? LabelEn { get; init; }

    /// <summary>Label in German.</summary>
    /// <example>Unabhängige Werkstatt/Händler</example>
    [Required, StringLength(200)]
    public string? LabelDe { get; init; }

    /// <summary>Label in Polish.</summary>
    /// <example>Niezależny warsztat/sprzedawca</example>
    [Required, StringLength(200)]
    public string? LabelPl { get; init; }

    /// <summary>Countries whose organisations may choose it (ISO 3166-1 alpha-2); absent for every country.</summary>
    /// <example>["DE","AT"]</example>
    [MaxLength(300), StringLength(2, MinimumLength = 2), RegularExpression("^[A-Z]{2}$")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>A VAT id must be given; absent means no.</summary>
    /// <example>false</example>
    public bool? VatIdRequired { get; init; }

    /// <summary>Remarks of at least 20 characters must justify the registration; absent means no.</summary>
    /// <example>false</example>
    public bool? RemarksRequired { get; init; }

    /// <summary>Its organisations get the permissions of all brands whose vehicles they see; absent means no.</summary>
    /// <example>true</example>
    public bool? WithBrands { get; init; }

    /// <summary>Codes of the other permissions that an organisation gets with its approval.</summary>
    /// <example>["air","airCharged"]</example>
    [Required, MaxLength(200), StringLength(100), RegularExpression(ClientForms.Right)]
    public IReadOnlyList<string>? Permissions { get; init; }
}

/// <summary>Which page of the list.</summary>
public sealed record UserGroupQuery : PageQuery;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(UserGroup))]
[JsonSerializable(typeof(UserGroupReplace))]
[JsonSerializable(typeof(Page<UserGroup>))]
internal sealed partial class UserGroupsJson : JsonSerializerContext;
