using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Authorize;

/// <summary>What comes next for an authorization request: pure rules.</summary>
internal static class StepRules
{
    /// <summary>True if the sign-in is not one that the request wants: of another realm, of somebody whose password must be changed first, or too old.</summary>
    public static bool NeedsSignIn(OpenRequest open, ClientFacts client, SignInSession session, AccountFacts? account)
    {
        if (session.Realm != client.Realm || account is { MustChangePassword: true })
            return true;
        var request = open.Request;
        // A sign-in for this request is fresh by definition; otherwise max_age=0 would never be satisfied.
        if (session.SignedInAt >= open.BegunAt)
            return false;
        return request.WantsLogin
            || (request.MaxAge is { } seconds && open.Now - session.SignedInAt > TimeSpan.FromSeconds(seconds))
            || (request.ExpectedAccount is { } expected && expected != session.AccountId);
    }

    /// <summary>True if another sign-in goes on with the request already: the one who signed in is the one who consents.</summary>
    public static bool IsOfAnother(OpenRequest open, SignInSession session) =>
        open.SessionId is { } bound && bound != session.Id && (open.SessionIsOpen || open.SessionAccount != session.AccountId);

    /// <summary>Tenant whose data and rights the tokens will have; null if the person may not use the client.</summary>
    public static Guid? TenantFor(ClientFacts client, AccountFacts account)
    {
        var tenant = client.IsSandbox ? account.SandboxTenantId : account.TenantId;
        return account.Realm == client.Realm && (client.UserReach == "anyTenant" || client.TenantId == tenant) ? tenant : null;
    }

    /// <summary>True if the person must be asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The client.</param>
    /// <param name="given">Scopes that the person has permitted before.</param>
    public static bool NeedsConsent(AuthorizationRequest request, ClientFacts client, IReadOnlyCollection<string> given) =>
        request.WantsConsent
        || (!client.FirstParty && (!request.Scopes.All(given.Contains) || (client.IsPublic && request.Scopes.Contains(Scopes.OfflineAccess))));
}
