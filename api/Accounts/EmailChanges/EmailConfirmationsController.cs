using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.EmailChanges;

/// <summary>Confirmation of a new e-mail address, without a token.</summary>
[ApiProduct("portal", 1)]
[Route("email-confirmations")]
[Tags("EmailConfirmations")]
[AllowAnonymous]
internal sealed class EmailConfirmationsController(EmailChanges changes, TimeProvider time) : AosController
{
    /// <summary>Confirm a new e-mail address</summary>
    /// <remarks>From this moment the new address is valid for log-on, and the old one no more. Sessions stay.</remarks>
    /// <param name="body">The link.</param>
    [HttpPost(Name = "ConfirmEmail")]
    [ProducesResponseType<ConfirmedEmail>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<ConfirmedEmail>> ConfirmEmail([FromBody] EmailConfirmationRequest body)
    {
        var outcome = await changes.ConfirmAsync(HttpContext, body.Link!);
        if (outcome != EmailConfirmation.Confirmed)
            throw outcome switch
            {
                EmailConfirmation.LinkExpired => AccountsErrors.LinkExpired.With(),
                EmailConfirmation.AlreadyConfirmed => AccountsErrors.AlreadyConfirmed.With(),
                EmailConfirmation.EmailTaken => AccountsErrors.EmailTaken.With(),
                _ => AccountsErrors.LinkUnknown.With(),
            };
        Response.Headers.Location = "/portal/v1/me";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status201Created, new ConfirmedEmail { ConfirmedAt = time.GetUtcNow() });
    }
}

/// <summary>The link of the mail.</summary>
public sealed record EmailConfirmationRequest
{
    /// <summary>What stands behind <c>link=</c> in the address of the mail.</summary>
    /// <example>aosln_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, StringLength(100)]
    public string? Link { get; init; }
}

/// <summary>A confirmation.</summary>
public sealed record ConfirmedEmail
{
    /// <summary>From when on the new address is valid.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset ConfirmedAt { get; init; }
}
