using System.ComponentModel.DataAnnotations;
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
    /// <summary>Report leaked secrets</summary>
    /// <remarks>
    /// For whoever finds client secrets, tokens, codes or session cookies in a public place, such as a scanner of source code: what is ours and works is revoked at once,
    /// a refresh token or code with its whole authorization, a cookie with its sign-in, and the owner of the client is told. The answer is 202 in any case and says nothing about what was sent; of a report of more than 16 KB nothing is read. Needs no login.
    /// </remarks>
    [HttpPost("leaked-secrets", Name = "oauth.v1:ReportLeakedSecrets"), WithoutClient]
    [RequestForm(typeof(LeakedSecretsReport)), RequestSizeLimit(OAuthForm.MaxBytes)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<OAuthError>(StatusCodes.Status429TooManyRequests)]
    public async Task<IActionResult> ReportLeakedSecrets()
    {
        Response.Headers.CacheControl = "no-store";
        await leaked.RevokeAsync(HttpContext, await ReadAsync());
        return Accepted();
    }

    /// <summary>What was sent; nothing of a form that cannot be read, which is no reason to answer otherwise.</summary>
    private async Task<IEnumerable<string>> ReadAsync()
    {
        try
        {
            var form = await OAuthForm.ReadAsync(Request);
            return (form["secrets"] ?? "").Split([' ', '\n', '\r', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is OAuthException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return [];
        }
    }
}

/// <summary>Form of a report of leaked secrets.</summary>
public sealed record LeakedSecretsReport
{
    /// <summary>Secrets and tokens, with blanks, commas or line ends between them; at most 16 KB.</summary>
    /// <example>aoscs_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, JsonPropertyName("secrets"), StringLength(16_000)]
    public string? Secrets { get; init; }
}
