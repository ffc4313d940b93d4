namespace Aos.Api.Platform.Identity.Access;

/// <summary>Every scope that works today. Each area that opens a product adds its own here.</summary>
public static class Scopes
{
    /// <summary>Vehicle Identification.</summary>
    public const string VehicleRead = "vehicle.read";

    /// <summary>Back-office operations; only for the operator.</summary>
    public const string Administration = "administration";

    /// <summary>Reading the caller's own account and organisation.</summary>
    public const string PortalRead = "portal.read";

    /// <summary>Changing the caller's own account and organisation.</summary>
    public const string PortalWrite = "portal.write";

    /// <summary>An ID token that says who signed in (OpenID Connect).</summary>
    public const string OpenId = "openid";

    /// <summary>Names, language and time zone of the person who signed in.</summary>
    public const string Profile = "profile";

    /// <summary>E-mail address of the person who signed in.</summary>
    public const string Email = "email";

    /// <summary>A refresh token that outlives the sign-in.</summary>
    public const string OfflineAccess = "offline_access";

    /// <summary>All scopes in the order of the metadata document.</summary>
    public static readonly IReadOnlyList<string> All = [OpenId, Profile, Email, OfflineAccess, VehicleRead, PortalRead, PortalWrite, Administration];

    /// <summary>Scopes that make sense for people only; a client acting for itself gets none of them.</summary>
    public static readonly IReadOnlyList<string> OfPeople = [OpenId, Profile, Email, OfflineAccess, PortalRead, PortalWrite];

    /// <summary>Scopes that clients of a kind of tenant may have.</summary>
    public static IEnumerable<string> OpenTo(string tenantKind) => All.Where(scope => IsOpenTo(scope, tenantKind));

    /// <summary>True if clients of this kind of tenant may have the scope.</summary>
    public static bool IsOpenTo(string scope, string tenantKind) =>
        All.Contains(scope) && (scope != Administration || tenantKind == TenantKinds.Operator);
}

/// <summary>Kinds of tenants.</summary>
public static class TenantKinds
{
    /// <summary>A customer: workshop, parts trader, publisher.</summary>
    public const string Organisation = "organisation";

    /// <summary>Who runs this installation; exactly one.</summary>
    public const string Operator = "operator";

    /// <summary>Twin of an organisation for trying out.</summary>
    public const string Sandbox = "sandbox";
}

/// <summary>Permissions that the platform itself asks for.</summary>
internal static class PermissionCodes
{
    /// <summary>Of people who look after the clients of their organisation.</summary>
    public const string ApiClients = "apiClients";
}

/// <summary>Kinds of rights.</summary>
public static class RightKinds
{
    /// <summary>Of an organisation, inherited by its users.</summary>
    public const string Permission = "permission";

    /// <summary>To a product, with a plan.</summary>
    public const string Product = "product";

    /// <summary>Of the operator's staff and clients.</summary>
    public const string Staff = "staff";
}
