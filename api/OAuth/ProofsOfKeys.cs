using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.OAuth;

/// <summary>Proofs of keys (RFC 9449) at the endpoints of the authorization server, where each is good once on all nodes together.</summary>
internal sealed class ProofsOfKeys(DpopProofs proofs, UsedIds used)
{
    /// <summary>Longer than twice the time by which the clock of a proof may be wrong, as its time has whole seconds.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(125);

    /// <summary>Thumbprint of the key to which tokens of this request are bound; null for a client whose tokens are not.</summary>
    public async Task<string?> ThumbprintAsync(HttpContext context, ClientFacts client)
    {
        if (!client.DpopBound)
            return null;
        if (await proofs.ReadAsync(context, accessToken: null) is { } proof && await used.TakeAsync($"dpop\n{proof.Thumbprint}\n{proof.Id}", Life, context.RequestAborted))
            return proof.Thumbprint;
        throw new OAuthException(StatusCodes.Status400BadRequest, "invalid_dpop_proof", "The header DPoP must hold one fresh proof for this request, signed with ES256, that was not used before.");
    }
}
