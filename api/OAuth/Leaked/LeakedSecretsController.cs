using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Operations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Leaked;

/// <summary>Reports of secrets and tokens that somebody has found where they should not be.</summary>
[ApiController, TolerantRequest, AllowAnonymous, OAuthErrorFilter, OAuthErrorForm]
[Route("oauth")]
[Tags("Tokens")]
[ApiExplorerSettings(GroupName = OAuthModule.Document)]
internal sealed class LeakedSecretsController(LeakedSecrets leaked) : ControllerBase
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Report leaked secrets</summary>
    /// <remarks>
    /// For whoever finds client secrets, tokens, codes or session cookies in a public place, such as a scanner of source code: what is ours and works is revoked at once,
    /// a refresh token or code with its whole authorization, a cookie with its sign-in, and the owner of the client is told. Any other body is searched as well, such as JSON or source code,
    /// whatever its `Content-Type`. Its first 64 KB are read, and the first 250 different secrets and tokens in them are taken; send more in another report. The answer is 202 in any case and says nothing about what was sent. Needs no login.
    /// </remarks>
    [HttpPost("leaked-secrets", Name = "oauth.v1:ReportLeakedSecrets"), WithoutClient]
    [RequestForm(typeof(LeakedSecretsReport)), DisableRequestSizeLimit]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> ReportLeakedSecrets()
    {
        Response.Headers.CacheControl = "no-store";
        await leaked.RevokeAsync(HttpContext, LeakedTexts.Find(await ReadAsync()));
        return Accepted();
    }

    /// <summary>The beginning of the body, byte for byte: what is looked for is ASCII in every form and coding that a finder may use.</summary>
    private async Task<string> ReadAsync()
    {
        var buffer = new byte[MaxBytes];
        return Encoding.Latin1.GetString(buffer, 0, await Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, HttpContext.RequestAborted));
    }
}

/// <summary>Form of a report of leaked secrets.</summary>
public sealed record LeakedSecretsReport
{
    /// <summary>Secrets and tokens, alone or in a text; of the whole form 64 KB are read.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, JsonPropertyName("secrets"), StringLength(65_000)]
    public string? Secrets { get; init; }
}
