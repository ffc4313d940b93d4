using Aos.Api.OAuth.Devices;
using Aos.Api.OAuth.Families;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.OAuth.Tokens;

/// <summary>Tokens for a device whose code a person has confirmed elsewhere (RFC 8628 §3.4).</summary>
internal sealed class DeviceGrant(DeviceStore devices, FamilyTokens tokens) : TokenGrant
{
    public override string Name => "urn:ietf:params:oauth:grant-type:device_code";

    public override ClientGrant Grant => ClientGrant.DeviceCode;

    public override async Task<TokenResponse> IssueAsync(TokenCall call)
    {
        var text = call.Form.Required("device_code");
        var hash = OpaqueToken.Hash(text);
        var state = OpaqueToken.IsWellFormed(text, OpaqueToken.DeviceCode) ? await devices.PollAsync(hash, call.Client.Id, call.Cancellation) : null;
        if (state is null or { IsRedeemed: true })
            throw Unknown();
        if (state.IsExpired)
            throw Refusal("expired_token", "The device code has expired; begin again.");
        if (state.State == "denied")
            throw Refusal("access_denied", "The person has refused.");
        if (state.State == "pending")
            throw state.IsTooEarly
                ? Refusal("slow_down", "Poll less often: the interval is five seconds longer from now on.")
                : Refusal("authorization_pending", "The person has not decided yet.");
        var (family, answer) = await tokens.WriteAsync(call, write => RedeemAsync(write, call, hash)) ?? throw Unknown();
        return await tokens.WithIdTokenAsync(call, family, answer);
    }

    private static async Task<(Family, TokenResponse)?> RedeemAsync(WriteScope write, TokenCall call, byte[] hash)
    {
        if (await DeviceStore.RedeemAsync(write, hash) is not { } family)
            return null;
        await FamilyTokens.RequireUsableAsync(write, call, family);
        var life = await FamilyTokens.UseAsync(write, call, family);
        var answer = await FamilyTokens.IssueAccessAsync(write, call, family, life);
        return (family, answer with { RefreshToken = await FamilyTokens.IssueRefreshAsync(write, call.Client, family, life) });
    }

    private static OAuthException Unknown() => OAuthException.InvalidGrant("The device code is unknown, was used already, or belongs to another client.");

    private static OAuthException Refusal(string error, string description) => new(StatusCodes.Status400BadRequest, error, description);
}
