using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Versions;
using Aos.Api.Publications.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Activations;

/// <summary>Activation of an account by the link of its invitation, without a token.</summary>
[ApiProduct("portal", 1)]
[Route("activations")]
[Tags("Activations")]
[AllowAnonymous]
internal sealed class ActivationsController(Activations activations, TimeProvider time) : AosController
{
    /// <summary>Activate an account</summary>
    /// <remarks>
    /// Confirms the e-mail address of an invited user and sets the first password. The link of the invitation works once, for 7 days, until a newer one is
    /// sent. A user of an organisation accepts the conditions of use and the information on data protection in the versions in force
    /// (`GET /portal/v1/documents`).
    /// </remarks>
    /// <param name="body">The link, the password and what is accepted.</param>
    [HttpPost(Name = "ActivateAccount")]
    [ProducesResponseType<ActivatedAccount>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<ActivatedAccount>> ActivateAccount([FromBody] ActivationRequest body)
    {
        var answer = await activations.RunAsync(HttpContext, body.Link!, body.Password!, body.PasswordRepeat!, Accepted(body.Consents));
        if (answer.Outcome != ActivationOutcome.Activated)
            throw Refusal(answer);
        Response.Headers.Location = "/portal/v1/me";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status201Created, new ActivatedAccount { ActivatedAt = time.GetUtcNow() });
    }

    private static ProblemException Refusal(ActivationAnswer answer) => answer.Outcome switch
    {
        ActivationOutcome.LinkExpired => AccountsErrors.LinkExpired.With(),
        ActivationOutcome.LinkUsed => AccountsErrors.AlreadyConfirmed.With(),
        ActivationOutcome.PasswordsDiffer => AccountsErrors.Field(AccountsErrors.PasswordsDiffer, "/passwordRepeat"),
        ActivationOutcome.GuidelinesNotMet => new ProblemException(AccountsErrors.GuidelinesNotMet, [])
        {
            Fields = [.. answer.Broken.Select(code => new FieldError { Pointer = "/password", Code = code, Detail = AccountsErrors.GuidelinesNotMet.Detail.En })],
        },
        ActivationOutcome.ConsentMissing => AccountsErrors.Field(AccountsErrors.ConsentRequired, PointerOf(answer.Kind!)),
        ActivationOutcome.ConsentOutdated => AccountsErrors.Field(AccountsErrors.ConsentVersionOutdated, PointerOf(answer.Kind!)),
        ActivationOutcome.Busy => AccountsErrors.Wait(AccountsErrors.TooManyAttempts, 5),
        _ => AccountsErrors.LinkUnknown.With(),
    };

    private static string PointerOf(string kind) => kind == DocumentKinds.ConditionsOfUse ? "/consents/conditionsOfUse" : "/consents/dataProtection";

    private static Dictionary<string, int> Accepted(ActivationConsents? consents)
    {
        var accepted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (kind, consent) in new[] { (DocumentKinds.ConditionsOfUse, consents?.ConditionsOfUse), (DocumentKinds.DataPrivacy, consents?.DataProtection) })
            if (consent is { Accepted: true, Version: { } version })
                accepted[kind] = version;
        return accepted;
    }
}

/// <summary>What an invited user sends to activate the account.</summary>
public sealed record ActivationRequest
{
    /// <summary>What stands behind <c>link=</c> in the address of the mail.</summary>
    /// <example>aosln_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [Required, StringLength(100)]
    public string? Link { get; init; }

    /// <summary>The first password; see `GET /portal/v1/password-guidelines`.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? Password { get; init; }

    /// <summary>The same again.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? PasswordRepeat { get; init; }

    /// <summary>What is accepted; needed by users of organisations.</summary>
    public ActivationConsents? Consents { get; init; }
}

/// <summary>What an invited user accepts.</summary>
public sealed record ActivationConsents
{
    /// <summary>The conditions of use.</summary>
    public ActivationConsent? ConditionsOfUse { get; init; }

    /// <summary>The information on data protection.</summary>
    public ActivationConsent? DataProtection { get; init; }
}

/// <summary>A text that is accepted in the version that was shown.</summary>
public sealed record ActivationConsent
{
    /// <summary>Must be true.</summary>
    /// <example>true</example>
    public bool? Accepted { get; init; }

    /// <summary>Version that was shown.</summary>
    /// <example>1</example>
    [Range(1, 1_000_000)]
    public int? Version { get; init; }
}

/// <summary>An activation.</summary>
public sealed record ActivatedAccount
{
    /// <summary>From when on the person can log on.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset ActivatedAt { get; init; }
}
