using Aos.Api.Platform.Http;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Authorize;

/// <summary>The authorization endpoint. Browsers open it; what it answers are redirects and pages.</summary>
[ApiController, TolerantRequest, AllowAnonymous, PageErrorFilter, HtmlErrors(IsPage = false)]
[Route("oauth/authorize")]
[ApiExplorerSettings(IgnoreApi = true)]
internal sealed class AuthorizeController(AuthorizationFlow flow) : ControllerBase
{
    /// <summary>Begins an authorization.</summary>
    [HttpGet]
    public async Task<IActionResult> Begin(CancellationToken cancellationToken)
    {
        var (id, refused) = await flow.BeginAsync(await RequestParameters.ReadAsync(Request), cancellationToken);
        return new SeeOtherResult(refused ?? await flow.ContinueAsync(HttpContext, id));
    }

    /// <summary>Begins an authorization by a form. The browser sends its session only with the GET that follows, if the form stands on another site.</summary>
    [HttpPost, RequestSizeLimit(OAuthForm.MaxBytes)]
    public async Task<IActionResult> BeginByForm(CancellationToken cancellationToken)
    {
        var (id, refused) = await flow.BeginAsync(await RequestParameters.ReadAsync(Request), cancellationToken);
        return new SeeOtherResult(refused ?? $"/oauth/authorize/{id}");
    }

    /// <summary>Goes on after sign-in.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Continue(Guid id) => new SeeOtherResult(await flow.ContinueAsync(HttpContext, id));
}
