using Aos.Api.OAuth.Consents;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth.Authorize;

/// <summary>
/// Leads a request from its arrival to the answer for the client. Everything is decided anew from the stored request at
/// every step, so that the browser can neither skip nor change one.
/// </summary>
internal sealed class AuthorizationFlow(
    ClientDirectory clients, RedirectUris redirectUris, RequestRules rules, AuthorizationRequests requests,
    SignInSessions sessions, AccountDirectory accounts, ConsentStore consents, CodeIssue codes, PublicOrigin origin)
{
    private const string PushedPrefix = "urn:ietf:params:oauth:request_uri:";

    /// <summary>Stores what a browser brought.</summary>
    /// <returns>Id of the stored request, or where an error goes.</returns>
    public async Task<(Guid Id, string? Refused)> BeginAsync(RequestParameters parameters, CancellationToken cancellation)
    {
        var client = await ClientAsync(parameters, cancellation);
        if (!parameters.Repeated.Contains("request_uri") && parameters["request_uri"] is { } pushed && pushed.StartsWith(PushedPrefix, StringComparison.Ordinal))
            return (await requests.BeginPushedAsync(pushed[PushedPrefix.Length..], client.Id, cancellation) ?? throw new PageException(PageReason.PushedRequest), null);
        var uri = RedirectUri(parameters, client);
        try
        {
            if (client.PushedRequestsOnly)
                throw AuthorizationException.InvalidRequest("The client must push its requests.");
            return (await requests.AddAsync(client.Id, await rules.CheckAsync(parameters, client, uri, cancellation), cancellation), null);
        }
        catch (AuthorizationException refusal)
        {
            return (default, Refusal(uri, RequestRules.StateOf(parameters), refusal));
        }
    }

    /// <summary>Stores what a client pushed.</summary>
    /// <returns>The <c>request_uri</c> that stands for it.</returns>
    public async Task<string> PushAsync(RequestParameters parameters, ClientFacts client, string? keyThumbprint, CancellationToken cancellation)
    {
        if (parameters["redirect_uri"] is not { } uri || !redirectUris.Permits(client, uri))
            throw AuthorizationException.InvalidRequest("redirect_uri is missing or not registered.");
        if (parameters["request_uri"] is not null)
            throw AuthorizationException.InvalidRequest("A pushed request names no request_uri.");
        var request = await rules.CheckAsync(parameters, client, uri, cancellation);
        if (keyThumbprint is not null && (request.KeyThumbprint ?? keyThumbprint) != keyThumbprint)
            throw AuthorizationException.InvalidRequest("dpop_jkt names another key than the proof.");
        return PushedPrefix + await requests.PushAsync(client.Id, request with { KeyThumbprint = keyThumbprint ?? request.KeyThumbprint }, cancellation);
    }

    /// <summary>Goes on with a stored request.</summary>
    /// <returns>Where the browser goes.</returns>
    public async Task<string> ContinueAsync(HttpContext context, Guid id)
    {
        var cancellation = context.RequestAborted;
        var open = await requests.FindAsync(id, cancellation) ?? throw new PageException(PageReason.Void);
        var client = await ClientAsync(open, cancellation);
        try
        {
            if (await SignedInAsync(context, open, client) is not var (session, account))
                return open.Request.IsSilent
                    ? throw new AuthorizationException("login_required", "Nobody has signed in, or not recently enough, or the password must be changed first.")
                    : PageFor("/account/sign-in", open);
            var step = await CheckAsync(open, client, session, account, cancellation);
            if (!StepRules.NeedsConsent(open.Request, client, await consents.ScopesAsync(session.AccountId, client, cancellation)))
                return await FinishAsync(context, step, consent: false);
            if (open.Request.IsSilent)
                throw new AuthorizationException("consent_required", "The person must be asked first.");
            await requests.BindAsync(id, session.Id, cancellation);
            return PageFor("/account/consent", open);
        }
        catch (AuthorizationException refusal)
        {
            await requests.FinishAsync(id, cancellation);
            return Refusal(open.Request.RedirectUri, open.Request.State, refusal);
        }
    }

    /// <summary>The step at which a person is asked; null if something comes before it, which <see cref="ContinueAsync"/> finds out.</summary>
    public async Task<AuthorizationStep?> FindConsentAsync(HttpContext context, Guid id)
    {
        var open = await requests.FindAsync(id, context.RequestAborted) ?? throw new PageException(PageReason.Void);
        var client = await ClientAsync(open, context.RequestAborted);
        // Whoever jumps to this page has not been led through what comes before it.
        if (await SignedInAsync(context, open, client) is not var (session, account) || open.SessionId is null || open.Request.IsSilent)
            return null;
        try
        {
            return await CheckAsync(open, client, session, account, context.RequestAborted);
        }
        catch (AuthorizationException)
        {
            return null;
        }
    }

    /// <summary>Issues the code.</summary>
    /// <returns>Where the browser goes.</returns>
    public async Task<string> FinishAsync(HttpContext context, AuthorizationStep step, bool consent)
    {
        var code = await codes.RunAsync(context, step, consent) ?? throw new PageException(PageReason.Void);
        return RedirectUris.With(step.Open.Request.RedirectUri, ("code", code), ("state", step.Open.Request.State), ("iss", origin.ToString()));
    }

    /// <summary>The person says no.</summary>
    /// <returns>Where the browser goes.</returns>
    public async Task<string> DenyAsync(AuthorizationStep step, CancellationToken cancellation)
    {
        await requests.FinishAsync(step.Open.Id, cancellation);
        return Refusal(step.Open.Request.RedirectUri, step.Open.Request.State, new("access_denied", "The person has refused."));
    }

    /// <summary>Who has signed in as the request wants it; null if somebody must sign in first.</summary>
    private async Task<(SignInSession Session, AccountFacts? Account)?> SignedInAsync(HttpContext context, OpenRequest open, ClientFacts client)
    {
        if (await sessions.FindAsync(context) is not { } session)
            return null;
        var account = await accounts.FindAsync(session.AccountId, context.RequestAborted);
        return StepRules.NeedsSignIn(open, client, session, account) ? null : (session, account);
    }

    private async Task<AuthorizationStep> CheckAsync(OpenRequest open, ClientFacts client, SignInSession session, AccountFacts? account, CancellationToken cancellation)
    {
        if (account is not { IsActive: true } || StepRules.IsOfAnother(open, session))
        {
            await requests.FinishAsync(open.Id, cancellation);
            throw new PageException(PageReason.Void);
        }

        if (open.Request.ExpectedAccount is { } expected && expected != account.Id)
            throw new AuthorizationException("login_required", "Somebody else has signed in.");
        var tenant = StepRules.TenantFor(client, account) ?? throw new AuthorizationException("access_denied", "The person may not use this client.");
        return new(open, client, session, account, tenant);
    }

    private async Task<ClientFacts> ClientAsync(RequestParameters parameters, CancellationToken cancellation) =>
        !parameters.Repeated.Contains("client_id") && parameters["client_id"] is { } id && await clients.FindAsync(id, cancellation) is { } client
            ? client
            : throw new PageException(PageReason.Client);

    /// <summary>The client of a stored request, if nothing was taken from it meanwhile.</summary>
    private async Task<ClientFacts> ClientAsync(OpenRequest open, CancellationToken cancellation) =>
        await clients.FindAsync(open.ClientId, cancellation) is { } client && client.May(ClientGrant.AuthorizationCode) && redirectUris.Permits(client, open.Request.RedirectUri)
            ? client
            : throw new PageException(PageReason.Void);

    private string RedirectUri(RequestParameters parameters, ClientFacts client) =>
        !parameters.Repeated.Contains("redirect_uri") && parameters["redirect_uri"] is { } uri && redirectUris.Permits(client, uri)
            ? uri
            : throw new PageException(PageReason.RedirectUri);

    private static string PageFor(string path, OpenRequest open) =>
        RedirectUris.With(path, ("request", open.Id.ToString()), ("ui_locales", open.Request.UiLocales));

    private string Refusal(string uri, string? state, AuthorizationException refusal) => RedirectUris.With(
        uri, ("error", refusal.Error), ("error_description", refusal.Description), ("state", state), ("iss", origin.ToString()));
}

/// <summary>A request with everybody who takes part in it, all checked.</summary>
/// <param name="Open">The request.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Session">The sign-in.</param>
/// <param name="Account">The person.</param>
/// <param name="TenantId">Tenant whose data and rights the tokens will have.</param>
internal sealed record AuthorizationStep(OpenRequest Open, ClientFacts Client, SignInSession Session, AccountFacts Account, Guid TenantId);
