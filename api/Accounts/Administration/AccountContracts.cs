using System.ComponentModel.DataAnnotations;
using Aos.Api.Accounts.Profile;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Accounts.Administration;

/// <summary>Which logins an account's name is unique among.</summary>
public enum AccountRealm
{
    /// <summary>Users of organisations, and staff.</summary>
    Portal,

    /// <summary>People of fleet customers.</summary>
    Fleet,

    /// <summary>Owners of vehicles.</summary>
    Owner,
}

/// <summary>An account of a person, as staff sees it. Never a password or a secret.</summary>
public sealed record PersonAccount
{
    /// <summary>Id of the account.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000101</example>
    public required Guid Id { get; init; }

    /// <summary>Tenant that it belongs to.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    public required Guid TenantId { get; init; }

    /// <summary>Name of the tenant.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public required string TenantName { get; init; }

    /// <summary>Realm of its login.</summary>
    /// <example>portal</example>
    public required AccountRealm Realm { get; init; }

    /// <summary>Name by which the person logs on.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public required string Login { get; init; }

    /// <summary>E-mail address.</summary>
    /// <example>claire.smith@example.com</example>
    [StringLength(254)]
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    /// <example>Claire</example>
    [StringLength(100)]
    public required string FirstName { get; init; }

    /// <summary>Last name.</summary>
    /// <example>Smith</example>
    [StringLength(100)]
    public required string LastName { get; init; }

    /// <summary>What the person is in the organisation.</summary>
    /// <example>user</example>
    public required AccountRole Role { get; init; }

    /// <summary>State of the account.</summary>
    /// <example>active</example>
    public required AccountState State { get; init; }

    /// <summary>Whether the password must be changed before anything else.</summary>
    /// <example>false</example>
    public required bool IsPasswordChangeDue { get; init; }

    /// <summary>Whether a second factor is set up.</summary>
    /// <example>true</example>
    public required bool HasSecondFactor { get; init; }

    /// <summary>When the person last logged on; null before the first time.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public DateTimeOffset? LastSignedInAt { get; init; }

    /// <summary>When the account was created.</summary>
    /// <example>2026-09-01T09:55:00.000Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to change the account.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static PersonAccount Of(Platform.Identity.Accounts.Account account) => new()
    {
        Id = account.Id,
        TenantId = account.TenantId,
        TenantName = account.TenantName,
        Realm = Enum.Parse<AccountRealm>(account.Realm, ignoreCase: true),
        Login = account.Login,
        Email = account.Email,
        FirstName = account.FirstName,
        LastName = account.LastName,
        Role = account.Representative ? AccountRole.LegalRepresentative : AccountRole.User,
        State = Profiles.StateOf(account),
        IsPasswordChangeDue = account.MustChange,
        HasSecondFactor = account.HasSecondFactor,
        LastSignedInAt = account.LastSignedInAt,
        CreatedAt = account.CreatedAt,
        Etag = EntityTag.OfVersion(account.Version),
    };
}

/// <summary>Filters of the list of accounts.</summary>
public sealed record AccountQuery : PageQuery
{
    /// <summary>Only accounts of this tenant (UUID).</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid")]
    [StringLength(36)]
    public string? TenantId { get; init; }

    /// <summary>Only accounts of this realm.</summary>
    /// <example>portal</example>
    [EnumText<AccountRealm>]
    public string? Realm { get; init; }

    /// <summary>Only accounts in this state.</summary>
    /// <example>active</example>
    [EnumText<AccountState>]
    public string? State { get; init; }

    /// <summary>Only accounts whose name, login or e-mail address contains this text, whatever its case.</summary>
    /// <example>smith</example>
    [StringLength(100)]
    public string? Q { get; init; }
}
