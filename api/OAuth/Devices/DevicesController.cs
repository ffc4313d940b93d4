using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Devices;

/// <summary>Device authorization endpoint.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Route("oauth")]
[Tags("Devices")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class DevicesController(ClientAuthentication clients, DeviceStore devices, PublicOrigin origin) : ControllerBase
{
    private const string Page = "/account/device";

    /// <summary>Begin the authorization of a device</summary>
    /// <remarks>RFC 8628. The device shows the user code and polls the token endpoint. Its authorization outlives sign-ins, so the scope `offline_access` must be among those asked for.</remarks>
    [HttpPost("device_authorization", Name = "oauth.v1:CreateDeviceAuthorization")]
    [RequestForm(typeof(DeviceAuthorizationRequest)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<DeviceAuthorization>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<DeviceAuthorization>> CreateDeviceAuthorization(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var form = await OAuthForm.ReadAsync(Request);
        var client = await clients.AuthenticateForTokensAsync(HttpContext, form);
        if (!client.May(ClientGrant.DeviceCode))
            throw OAuthException.UnauthorizedClient();
        var scopes = RequestedScopes.Of(form, client.Scopes) ?? client.Scopes;
        if (!scopes.Contains(Scopes.OfflineAccess))
            throw OAuthException.InvalidScope("The authorization of a device outlives the sign-in: ask for offline_access.");
        var (device, user) = await CreateAsync(client, scopes, Audiences.Of(form["resource"], client, origin), cancellationToken);
        return new DeviceAuthorization
        {
            DeviceCode = device,
            UserCode = UserCode.Show(user),
            VerificationUri = origin.Absolute(Realms.LinkTo(client.Realm, Page)),
            VerificationUriComplete = origin.Absolute($"{Page}?user_code={UserCode.Show(user)}"),
            ExpiresIn = (int)DeviceStore.Life.TotalSeconds,
            Interval = DeviceStore.Interval,
        };
    }

    private async Task<(string Device, string User)> CreateAsync(ClientFacts client, string[] scopes, string audience, CancellationToken cancellation)
    {
        while (true)
        {
            var (device, user) = (OpaqueToken.Create(OpaqueToken.DeviceCode), UserCode.Create());
            if (await devices.CreateAsync(OpaqueToken.Hash(device), new() { UserCode = user, ClientId = client.Id, Scopes = scopes, Audience = audience }, cancellation))
                return (device, user);
        }
    }
}
