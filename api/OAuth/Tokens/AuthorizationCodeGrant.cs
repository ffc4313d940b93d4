using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.OAuth.Tokens;

/// <summary>Exchange of an authorization code with PKCE (RFC 6749 §4.1.3, RFC 7636).</summary>
internal sealed class AuthorizationCodeGrant(CodeStore codes, FamilyTokens tokens, PublicOrigin origin) : TokenGrant
{
    private const int ShortestVerifier = 43;
    private const int LongestVerifier = 128;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public override string Name => "authorization_code";

    public override ClientGrant Grant => ClientGrant.AuthorizationCode;

    public override async Task<TokenResponse> IssueAsync(TokenCall call)
    {
        var text = call.Form.Required("code");
        var hash = OpaqueToken.Hash(text);
        var found = OpaqueToken.IsWellFormed(text, OpaqueToken.AuthorizationCode) ? await codes.FindAsync(hash, call.Cancellation) : null;
        if (found is not var (code, family) || !Fits(code, family, call))
            throw OAuthException.InvalidGrant("The code is unknown, has expired, or was issued for another client, redirect URI or verifier.");
        await tokens.RequireUsableAsync(call, family);

        // Nothing was used up so far. From here on a second request is a theft or a grave mistake.
        var answer = code.IsRedeemed ? null : await tokens.WriteAsync(call, write => RedeemAsync(write, hash, family, call));
        if (answer is not null)
            return await tokens.WithIdTokenAsync(call, family, answer, code.Nonce);
        await tokens.WriteAsync(call, write => FamilyStore.RevokeAsync(write, family, "code used again"));
        throw OAuthException.InvalidGrant("The code has been used already; all its tokens have been revoked.");
    }

    private bool Fits(AuthorizationCode code, Family family, TokenCall call) =>
        code.ClientId == call.Client.Id
        && (code.IsRedeemed || !code.IsExpired)
        && (call.Form["redirect_uri"] is not { } uri || uri == code.RedirectUri)
        && IsVerifier(call.Form["code_verifier"], code.Challenge)
        && (family.KeyThumbprint is null || family.KeyThumbprint == call.KeyThumbprint)
        && (call.Form["resource"] is not { } resource || Audiences.Of(resource, call.Client, origin) == family.Audience);

    private static async Task<TokenResponse?> RedeemAsync(WriteScope write, byte[] hash, Family family, TokenCall call)
    {
        if (!await CodeStore.RedeemAsync(write, hash))
            return null;
        var life = await FamilyTokens.UseAsync(write, call, family);
        var answer = await FamilyTokens.IssueAccessAsync(write, call, family, life);
        return answer with { RefreshToken = await FamilyTokens.IssueRefreshAsync(write, call.Client, family, life) };
    }

    private static bool IsVerifier(string? verifier, string challenge) =>
        verifier is { Length: >= ShortestVerifier and <= LongestVerifier } && !verifier.AsSpan().ContainsAnyExcept(Unreserved)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));
}
