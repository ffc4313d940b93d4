using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What a user may do: the permissions of the organisation, less those that were taken away.</summary>
public sealed record UserPermissions
{
    /// <summary>Id of the user.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid UserId { get; init; }

    /// <summary>The permissions of the organisation that a user can have, in the order of codes.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<UserPermission> Permissions { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change what is given. It changes, too, when the permissions of the organisation change.</summary>
    /// <example>"v1-0123456789ab-en"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static UserPermissions Of(PermissionUser user, IReadOnlyList<HeldPermission> held, IReadOnlySet<string> withdrawn, string language) => new()
    {
        UserId = user.Id,
        Permissions = [.. held.Select(permission => new UserPermission
        {
            Code = permission.Code,
            Name = permission.NameIn(language),
            Opens = permission.OpensIn(language),
            PriceModel = Permission.PriceModelOf(permission),
            IsGiven = !withdrawn.Contains(permission.Code),
        })],
        Etag = TagOf(user.Version, held.Select(permission => permission.Code), language),
    };

    /// <summary>The version, a mark of what the organisation has (who decided without knowing of a new permission decides again), and the language.</summary>
    internal static string TagOf(int version, IEnumerable<string> codes, string language) => EntityTag.OfVersion(version,
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', codes))).AsSpan(0, 6))}-{language}");
}

/// <summary>A permission of the organisation, and whether a user has it.</summary>
public sealed record UserPermission
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

    /// <summary>True: given. False: taken away from this user.</summary>
    /// <example>true</example>
    public required bool IsGiven { get; init; }
}

/// <summary>What a user may do from now on.</summary>
public sealed record UserPermissionsReplace
{
    /// <summary>Codes of all permissions that are given; those of the organisation that are not named are taken away.</summary>
    /// <example>["air", "airCharged", "brandBmw"]</example>
    [Required, MaxLength(1000), StringLength(100)]
    public IReadOnlyList<string>? Permissions { get; init; }
}
