using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.OAuth.Clients;

/// <summary>
/// Authenticates the client of a request (RFC 6749 §2.3, RFC 7523): a secret by Basic or in the form, a signed
/// assertion, or nothing for a public client; never two of them. Unknown client and wrong credentials give the same
/// answer, and failures count against the address before the database is asked.
/// </summary>
internal sealed class ClientAuthentication(ClientDirectory directory, ClientAssertions assertions, ClientUses uses, AddressGuard guard)
{
    /// <summary>The client, or an error of RFC 6749: <c>invalid_client</c> also where it calls from an address that is not its own.</summary>
    public Task<ClientFacts> AuthenticateAsync(HttpContext context, OAuthForm form)
    {
        var sent = SentCredentials.Read(context.Request, form);
        return RunAsync(context, sent, OAuthException.InvalidClient(sent.IsBasic));
    }

    /// <summary>The client that wants tokens, or begins to. From an address that is not its own it hears <c>unauthorized_client</c>, after which it keeps what it has.</summary>
    public Task<ClientFacts> AuthenticateForTokensAsync(HttpContext context, OAuthForm form) =>
        RunAsync(context, SentCredentials.Read(context.Request, form), OAuthException.UnauthorizedClient());

    private async Task<ClientFacts> RunAsync(HttpContext context, SentCredentials sent, OAuthException elsewhere)
    {
        if (guard.SecondsToWait(context) is { } seconds)
            throw new ProblemException(LimitErrors.TooManyFailures, []) { RetryAfterSeconds = seconds };
        var (client, secret) = await FindAsync(context, sent);
        if (client is not null && (sent.ClientId is null || sent.ClientId == client.Id))
        {
            if (!client.MayCallFrom(context.Connection.RemoteIpAddress))
                throw elsewhere;
            uses.Note(client.Id, secret);
            return client;
        }

        guard.CountFailure(context);
        AosMeters.AuthenticationFailed("client");
        throw OAuthException.InvalidClient(sent.IsBasic);
    }

    /// <summary>The client, which must have proven who it is: a public one is refused.</summary>
    public async Task<ClientFacts> AuthenticateConfidentialAsync(HttpContext context, OAuthForm form) =>
        await AuthenticateAsync(context, form) is { IsPublic: false } client ? client : throw OAuthException.InvalidClient(basic: false);

    private async Task<(ClientFacts? Client, Guid? SecretId)> FindAsync(HttpContext context, SentCredentials sent)
    {
        if (sent.Assertion is { } assertion)
            return (await assertions.FindAsync(assertion, context.RequestAborted), null);
        if (sent.Secret is { } secret)
        {
            if (sent.ClientId is null || !OpaqueToken.IsWellFormed(secret, OpaqueToken.ClientSecret))
                return default;
            return await directory.FindBySecretAsync(OpaqueToken.Hash(secret)) is { } found ? (found.Client, found.SecretId) : default;
        }

        return sent.ClientId is { } id && await directory.FindAsync(id, context.RequestAborted) is { IsPublic: true } client ? (client, null) : default;
    }
}
