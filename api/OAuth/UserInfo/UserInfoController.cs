using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.UserInfo;

/// <summary>Who has signed in (OpenID Connect Core §5.3).</summary>
[ApiController, TolerantRequest, UserInfoErrorForm]
[Tags("OpenID")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
[Access(Scopes.OpenId, Person = Person.Self, WithConditionsDue = true)]
internal sealed class UserInfoController(AccountDirectory accounts) : ControllerBase
{
    /// <summary>Read who has signed in</summary>
    /// <remarks>`profile` adds names, language and time zone, `email` the e-mail address.</remarks>
    [HttpGet("/oauth/userinfo", Name = "oauth.v1:GetUserInfo")]
    [ProducesResponseType<UserInfo>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status403Forbidden)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<ActionResult<UserInfo>> GetUserInfo(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        var caller = HttpContext.Features.GetRequiredFeature<Principal>();
        var account = await accounts.FindAsync(caller.AccountId!.Value, cancellationToken);
        return account is null ? Unauthorized() : UserInfo.Of(account, caller.Scopes);
    }

    /// <summary>Read who has signed in, by POST</summary>
    /// <remarks>The same as GET. The token stands in the header here too.</remarks>
    [HttpPost("/oauth/userinfo", Name = "oauth.v1:PostUserInfo"), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType<UserInfo>(StatusCodes.Status200OK)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status401Unauthorized)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status403Forbidden)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public Task<ActionResult<UserInfo>> PostUserInfo(CancellationToken cancellationToken) => GetUserInfo(cancellationToken);
}
