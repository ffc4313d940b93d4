using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Keys;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.LogOut;

/// <summary>
/// Ends a sign-in. A client that proves by an ID token that it signed the person in gets the browser back at a registered
/// address; in every other case the person is asked and stays here.
/// </summary>
internal sealed class LogOutFlow(SignInSessions sessions, IdTokens idTokens, ClientDirectory clients, RedirectUris redirectUris, Writes writes)
{
    /// <summary>The page that asks, and that says that it is done.</summary>
    private const string Page = "/account/sign-out";

    /// <summary>Handles a request of a client.</summary>
    /// <returns>Where the browser goes.</returns>
    public async Task<string> RunAsync(HttpContext context, RequestParameters parameters)
    {
        var session = await sessions.FindAsync(context);
        if (await FindAsync(parameters, context.RequestAborted) is not var (account, back) || (session is not null && session.AccountId != account))
            return Page;
        await EndAsync(context, session);
        return back is null ? Realms.LinkTo(session?.Realm, Page) : RedirectUris.With(back, ("state", RequestRules.StateOf(parameters)));
    }

    /// <summary>The person wants it: ends the sign-in of this browser with everything that ends with it.</summary>
    /// <returns>The sign-in that was; null if there was none.</returns>
    public async Task<SignInSession?> EndAsync(HttpContext context)
    {
        var session = await sessions.FindAsync(context);
        await EndAsync(context, session);
        return session;
    }

    private async Task EndAsync(HttpContext context, SignInSession? session)
    {
        SessionCookie.Remove(context);
        if (session is null)
            return;
        await writes.RunAsync(new Actor("account", session.AccountId.ToString()), context.TraceIdentifier, async write =>
        {
            if (await SignInSessions.EndAsync(write, session.AccountId, session.Id, "signedOut"))
                await write.AuditAsync(session.TenantId, "oauth.session.ended", "session", session.Id.ToString());
            return true;
        }, context.RequestAborted);
    }

    /// <summary>Whom a proven client wants to sign out, and where the browser goes then; null without a valid proof or with an address that is not registered.</summary>
    private async Task<(Guid AccountId, string? Back)?> FindAsync(RequestParameters parameters, CancellationToken cancellation)
    {
        if (parameters.Repeated.Count > 0 || parameters["id_token_hint"] is not { } text || await idTokens.ReadHintAsync(text, cancellation) is not { } hint)
            return null;
        if ((parameters["client_id"] ?? hint.ClientId) != hint.ClientId || await clients.FindAsync(hint.ClientId, cancellation) is not { } client)
            return null;
        var back = parameters["post_logout_redirect_uri"];
        return back is null || redirectUris.PermitsAfterLogOut(client, back) ? (hint.AccountId, back) : null;
    }
}
