using Aos.Api.Platform.Secrets;

namespace Aos.Api.Platform.Identity.Tokens;

/// <summary>Reads the proof of a request against the public address of this API.</summary>
internal sealed class DpopProofs(PublicOrigin origin, DpopReplays replays, TimeProvider time)
{
    private const string Header = "DPoP";

    /// <summary>The one proof of a request, checked but for its single use; null without one, with two, or with a wrong one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="accessToken">Token that comes with it; null where a token is asked for.</param>
    public async Task<DpopProof?> ReadAsync(HttpContext context, string? accessToken)
    {
        if (context.Request.Headers[Header] is not [{ Length: > 0 } text])
            return null;
        var url = new Uri(origin.Absolute(context.Request.PathBase.Add(context.Request.Path).ToUriComponent()));
        return await DpopProof.ReadAsync(text, context.Request.Method, url, accessToken, time.GetUtcNow());
    }

    /// <summary>True if the request proves that its caller holds the key that the token is bound to.</summary>
    public async Task<bool> ProvesAsync(HttpContext context, string accessToken, string thumbprint) =>
        await ReadAsync(context, accessToken) is { } proof && proof.Thumbprint == thumbprint && replays.IsFirstUse(proof);
}
