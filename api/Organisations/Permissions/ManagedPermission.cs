using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Permissions;

/// <summary>A permission, as staff keeps it.</summary>
public sealed record ManagedPermission
{
    /// <summary>Code; it never changes.</summary>
    /// <example>irapNext</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    /// <example>IRAP Next</example>
    [StringLength(200)]
    public required string NameEn { get; init; }

    /// <summary>German name.</summary>
    /// <example>IRAP Next</example>
    [StringLength(200)]
    public required string NameDe { get; init; }

    /// <summary>What it opens, in English.</summary>
    /// <example>Application IRAP Next</example>
    [StringLength(1000)]
    public required string OpensEn { get; init; }

    /// <summary>What it opens, in German.</summary>
    /// <example>Anwendung IRAP Next</example>
    [StringLength(1000)]
    public required string OpensDe { get; init; }

    /// <summary>What its use costs; null where that is no matter of this permission.</summary>
    /// <example>free</example>
    public PermissionPriceModel? PriceModel { get; init; }

    /// <summary>Whether it may be handed on to users.</summary>
    /// <example>true</example>
    public required bool IsDelegable { get; init; }

    /// <summary>Whether only the legal representative can have it.</summary>
    /// <example>false</example>
    public required bool IsRepresentativeOnly { get; init; }

    /// <summary>Code of the brand whose data it opens; null for other permissions.</summary>
    /// <example>bmw</example>
    [StringLength(100)]
    public string? Brand { get; init; }

    /// <summary>Kind of vehicles whose contents it opens; null for all.</summary>
    /// <example>car</example>
    public PermissionVehicleKind? VehicleKind { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to replace the permission.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static ManagedPermission Of(PermissionFacts facts) => new()
    {
        Code = facts.Code,
        NameEn = facts.NameEn,
        NameDe = facts.NameDe,
        OpensEn = facts.OpensEn,
        OpensDe = facts.OpensDe,
        PriceModel = Permission.PriceModelOf(facts),
        IsDelegable = facts.Delegable,
        IsRepresentativeOnly = facts.RepresentativeOnly,
        Brand = facts.Brand,
        VehicleKind = Permission.VehicleKindOf(facts),
        Etag = EntityTag.OfVersion(facts.Version),
    };
}

/// <summary>What staff says about a permission.</summary>
public abstract record PermissionSettings
{
    /// <summary>English name.</summary>
    /// <example>IRAP Next</example>
    [Required, StringLength(200)]
    public string? NameEn { get; init; }

    /// <summary>German name.</summary>
    /// <example>IRAP Next</example>
    [Required, StringLength(200)]
    public string? NameDe { get; init; }

    /// <summary>What it opens, in English.</summary>
    /// <example>Application IRAP Next</example>
    [Required, StringLength(1000)]
    public string? OpensEn { get; init; }

    /// <summary>What it opens, in German.</summary>
    /// <example>Anwendung IRAP Next</example>
    [Required, StringLength(1000)]
    public string? OpensDe { get; init; }

    /// <summary>What its use costs; absent where that is no matter of this permission.</summary>
    /// <example>free</example>
    [EnumText<PermissionPriceModel>]
    public string? PriceModel { get; init; }

    /// <summary>Whether it may be handed on to users.</summary>
    /// <example>true</example>
    [Required]
    public bool? IsDelegable { get; init; }

    /// <summary>Whether only the legal representative can have it; false if absent.</summary>
    /// <example>false</example>
    public bool? IsRepresentativeOnly { get; init; }

    /// <summary>Kind of vehicles whose contents it opens; absent for all.</summary>
    /// <example>car</example>
    [EnumText<PermissionVehicleKind>]
    public string? VehicleKind { get; init; }

    internal PermissionFacts Facts(string code, int version) => new()
    {
        Code = code,
        NameEn = NameEn!,
        NameDe = NameDe!,
        OpensEn = OpensEn!,
        OpensDe = OpensDe!,
        PriceModel = PriceModel is { Length: > 0 } model ? model : null,
        Delegable = IsDelegable!.Value,
        RepresentativeOnly = IsRepresentativeOnly ?? false,
        VehicleKind = VehicleKind is { Length: > 0 } kind ? kind : null,
        Version = version,
    };
}

/// <summary>A new permission.</summary>
public sealed record PermissionCreate : PermissionSettings
{
    /// <summary>Its code, in lower camel case; it can never be changed.</summary>
    /// <example>irapNext</example>
    [Required, StringLength(100), RegularExpression("^[a-z][A-Za-z0-9]{1,99}$")]
    public string? Code { get; init; }
}

/// <summary>The new state of a permission, whole.</summary>
public sealed record PermissionReplace : PermissionSettings;
