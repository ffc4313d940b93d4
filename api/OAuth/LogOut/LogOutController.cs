using Aos.Api.OAuth.Authorize;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.LogOut;

/// <summary>Log-out on behalf of a client (OpenID Connect RP-Initiated Logout 1.0). Browsers open it.</summary>
[ApiController, TolerantRequest, AllowAnonymous, PageErrorFilter, HtmlErrors(IsPage = false)]
[Route("oauth/logout")]
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class LogOutController(LogOutFlow flow) : ControllerBase
{
    private static readonly string[] Names = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales"];

    /// <summary>Ends the sign-in, or asks the person.</summary>
    [HttpGet]
    public async Task<IActionResult> LogOut() => new SeeOtherResult(await flow.RunAsync(HttpContext, await RequestParameters.ReadAsync(Request)));

    /// <summary>The same by a form. The browser sends its session only with the GET that follows, if the form stands on another site.</summary>
    [HttpPost, RequestSizeLimit(OAuthForm.MaxBytes)]
    public async Task<IActionResult> LogOutByForm()
    {
        var parameters = await RequestParameters.ReadAsync(Request);
        if (parameters.Repeated.Count > 0)
            throw new PageException(PageReason.Broken);
        return new SeeOtherResult(RedirectUris.With("/oauth/logout", [.. Names.Select(name => (name, parameters[name]))]));
    }
}
