using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>A person who can sign in, as the managers of ASP.NET Core Identity change it. Others read <see cref="AccountFacts"/>.</summary>
internal sealed class Account
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>Kind, state and name of the tenant, as read with the account.</summary>
    public string TenantKind { get; init; } = "";
    public string TenantState { get; init; } = "";
    public string TenantName { get; init; } = "";

    public string Realm { get; init; } = "";
    public string Login { get; set; } = "";
    public string Email { get; set; } = "";
    public string State { get; set; } = "";
    public bool Representative { get; init; }
    public string? Title { get; set; }
    public string LastName { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string? Phone { get; set; }
    public string Language { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public string? PasswordHash { get; set; }
    public DateTime? PasswordChangedAt { get; set; }
    public bool MustChange { get; set; }

    /// <summary>Keyed hash of a password that recovery made; it opens nothing but the change of the password.</summary>
    public string? StartHash { get; set; }
    public DateTime? StartExpiresAt { get; set; }

    public string SecurityStamp { get; set; } = "";

    /// <summary>Encrypted key of the second factor; it counts once a first code has confirmed it.</summary>
    public byte[]? TotpSecret { get; set; }
    public DateTime? TotpConfirmedAt { get; set; }

    /// <summary>Last time step whose code was used.</summary>
    public long? TotpStep { get; set; }

    public DateTime? LastSignedInAt { get; set; }
    public int Version { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>Staff of the operator.</summary>
    public bool IsStaff => TenantKind == Access.TenantKinds.Operator;

    /// <summary>The tenant demands a second factor of everybody.</summary>
    public bool TenantDemandsSecondFactor { get; init; }

    /// <summary>Signs in with a second factor only, and cannot remove it: staff, and everybody of whom the organisation demands it.</summary>
    public bool MustHaveSecondFactor => IsStaff || TenantDemandsSecondFactor;

    /// <summary>A second factor is set up and confirmed.</summary>
    public bool HasSecondFactor => TotpConfirmedAt is not null;
}

/// <summary>States of an account.</summary>
internal static class AccountStates
{
    /// <summary>Made, but nobody has confirmed the e-mail address and chosen a password yet.</summary>
    public const string Invited = "invited";

    /// <summary>May sign in.</summary>
    public const string Active = "active";

    /// <summary>May not sign in for now.</summary>
    public const string Suspended = "suspended";

    /// <summary>Gone; its login is free again.</summary>
    public const string Closed = "closed";
}

/// <summary>Realms: each has its own logins.</summary>
internal static class Realms
{
    /// <summary>Users of organisations, and staff.</summary>
    public const string Portal = "portal";

    /// <summary>People of fleet customers.</summary>
    public const string Fleet = "fleet";

    /// <summary>Owners of vehicles.</summary>
    public const string Owner = "owner";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Portal, Fleet, Owner];

    /// <summary>In this realm a forgotten password is replaced by a mailed start password; elsewhere by a mailed code.</summary>
    public static bool RecoversByStartPassword(string realm) => realm == Fleet;

    /// <summary>The realm that an address names; the portal if it names none that we know.</summary>
    public static string OrPortal(string? wanted) => wanted is Fleet or Owner ? wanted : Portal;

    /// <summary>An address of ours that names the realm; the portal needs no naming.</summary>
    public static string LinkTo(string? realm, string address) =>
        OrPortal(realm) is var known && known == Portal ? address : QueryHelpers.AddQueryString(address, "realm", known);
}
