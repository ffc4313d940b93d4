using Aos.Api.Platform.Identity.Clients;

namespace Aos.Api.OAuth.Tokens;

/// <summary>One way to get tokens.</summary>
internal abstract class TokenGrant
{
    /// <summary>Value of <c>grant_type</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the client must be registered for.</summary>
    public abstract ClientGrant Grant { get; }

    /// <summary>Checks the request and issues the tokens.</summary>
    public abstract Task<TokenResponse> IssueAsync(TokenCall call);

    /// <summary>The answer to a client that is not registered for the grant.</summary>
    public virtual Task<OAuthException> RefuseAsync(TokenCall call) => Task.FromResult(OAuthException.UnauthorizedClient());
}

/// <summary>A request for tokens of a client that has authenticated.</summary>
/// <param name="Context">The request.</param>
/// <param name="Form">Its parameters.</param>
/// <param name="Client">The client.</param>
/// <param name="KeyThumbprint">Thumbprint of the key that the client has proven to hold; null if its tokens are bound to none.</param>
internal sealed record TokenCall(HttpContext Context, OAuthForm Form, ClientFacts Client, string? KeyThumbprint)
{
    /// <summary>Ends when the caller goes away.</summary>
    public CancellationToken Cancellation => Context.RequestAborted;

    /// <summary><c>Bearer</c> or <c>DPoP</c>.</summary>
    public string TokenType => KeyThumbprint is null ? "Bearer" : "DPoP";
}
