using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What a permission is for.</summary>
public enum PermissionKind
{
    /// <summary>People of the organisation; users inherit it.</summary>
    Permission,

    /// <summary>An API product, for programs of the organisation; it comes with a contract.</summary>
    Product,
}

/// <summary>What the use of a permission costs.</summary>
public enum PermissionPriceModel
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A ticket at the reduced price.</summary>
    Reduced,

    /// <summary>A ticket at the full price.</summary>
    Charged,

    /// <summary>By the price list WIR.</summary>
    Wir,

    /// <summary>By invoice, afterwards.</summary>
    PostPayment,

    /// <summary>By each request.</summary>
    PerRequest,
}

/// <summary>Kind of vehicles whose contents a permission opens.</summary>
public enum PermissionVehicleKind
{
    /// <summary>Cars.</summary>
    Car,

    /// <summary>Motorcycles.</summary>
    Motorcycle,
}

/// <summary>A permission that organisations can have.</summary>
public sealed record Permission
{
    /// <summary>Code; it never changes. Names can be the same, codes cannot.</summary>
    /// <example>air</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>For people, or for programs.</summary>
    /// <example>permission</example>
    public required PermissionKind Kind { get; init; }

    /// <summary>Name, in the language of the answer.</summary>
    /// <example>AIR</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What it opens, in the language of the answer.</summary>
    /// <example>Information research (AIR), at the price of the other AIR permission</example>
    [StringLength(1000)]
    public required string Opens { get; init; }

    /// <summary>What its use costs; null where that is no matter of this permission.</summary>
    /// <example>charged</example>
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

    internal static Permission Of(PermissionFacts facts, string language) => new()
    {
        Code = facts.Code,
        Kind = Enum.Parse<PermissionKind>(facts.Kind, ignoreCase: true),
        Name = facts.NameIn(language),
        Opens = facts.OpensIn(language),
        PriceModel = PriceModelOf(facts),
        IsDelegable = facts.Delegable,
        IsRepresentativeOnly = facts.RepresentativeOnly,
        Brand = facts.Brand,
        VehicleKind = VehicleKindOf(facts),
    };

    internal static PermissionPriceModel? PriceModelOf(PermissionFacts facts) => EnumTextAttribute<PermissionPriceModel>.Parse(facts.PriceModel);

    internal static PermissionVehicleKind? VehicleKindOf(PermissionFacts facts) => EnumTextAttribute<PermissionVehicleKind>.Parse(facts.VehicleKind);
}

/// <summary>A permission of the own organisation.</summary>
public sealed record OrganisationPermission
{
    /// <summary>Code of the permission.</summary>
    /// <example>airCharged</example>
    [StringLength(100), RegularExpression(ClientForms.Right)]
    public required string Code { get; init; }

    /// <summary>Name, in the language of the answer.</summary>
    /// <example>Information research (subject to a charge)</example>
    [StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What it opens, in the language of the answer.</summary>
    /// <example>AIR with a ticket at the full price</example>
    [StringLength(1000)]
    public required string Opens { get; init; }

    /// <summary>What its use costs; null where that is no matter of this permission.</summary>
    /// <example>charged</example>
    public PermissionPriceModel? PriceModel { get; init; }

    /// <summary>Whether users of the organisation have it too, unless it is taken from them.</summary>
    /// <example>true</example>
    public required bool IsDelegable { get; init; }

    /// <summary>Since when the organisation has it.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Until when; null without an end.</summary>
    /// <example>2027-08-31T22:00:00.000Z</example>
    public DateTimeOffset? ValidUntil { get; init; }

    internal static OrganisationPermission Of(HeldPermission held, string language) => new()
    {
        Code = held.Code,
        Name = held.NameIn(language),
        Opens = held.OpensIn(language),
        PriceModel = Permission.PriceModelOf(held),
        IsDelegable = held.IsInherited,
        GrantedAt = held.ValidFrom!.Value,
        ValidUntil = held.ValidUntil,
    };
}

/// <summary>Which permissions a list holds.</summary>
public sealed record PermissionQuery : Platform.Lists.PageQuery;
