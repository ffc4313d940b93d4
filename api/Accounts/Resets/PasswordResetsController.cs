using System.ComponentModel.DataAnnotations;
using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Resets;

/// <summary>Recovery of a forgotten password, without a token.</summary>
[ApiProduct("portal", 1)]
[Tags("PasswordResets")]
[AllowAnonymous]
internal sealed class PasswordResetsController(PasswordResets resets) : AosController
{
    /// <summary>Ask for a reset code</summary>
    /// <remarks>
    /// Mails a code to the address, if an active account has it; the answer is the same for every address. In the realm `fleet` a start password is mailed
    /// instead, and the present password stays valid until it is used. At most 3 requests per address and 20 per network address in an hour; within 60
    /// seconds the same code is sent again.
    /// </remarks>
    /// <param name="body">Whose password.</param>
    [HttpPost("password-reset-codes", Name = "RequestPasswordResetCode")]
    [ProducesResponseType<PasswordResetCode>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<PasswordResetCode>> RequestPasswordResetCode([FromBody] PasswordResetCodeRequest body)
    {
        var realm = body.Realm ?? Realms.Portal;
        if (!(realm == Realms.Fleet && !body.Email!.Contains('@', StringComparison.Ordinal)) && !Messages.IsPublicAddress(body.Email!.Trim()))
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/email", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." }] };
        if (await resets.AskAsync(HttpContext, realm, body.Email!) is { } seconds)
            throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, seconds);
        Response.Headers.Location = "/portal/v1/password-resets";
        Response.Headers.RetryAfter = "60";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status202Accepted, new PasswordResetCode { ValidMinutes = (int)ResetCodes.Life.TotalMinutes });
    }

    /// <summary>Redeem a reset code</summary>
    /// <remarks>
    /// Gives a temporary password, once. From this moment the old password, all sign-ins and all tokens of the person are void. The temporary password is
    /// valid for 24 hours and opens nothing but the change of the password. After five wrong tries a code is void.
    /// </remarks>
    /// <param name="body">Address and code.</param>
    [HttpPost("password-resets", Name = "ResetPassword")]
    [ProducesResponseType<PasswordReset>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    public async Task<ActionResult<PasswordReset>> ResetPassword([FromBody] PasswordResetRequest body)
    {
        var answer = await resets.RedeemAsync(HttpContext, body.Realm ?? Realms.Portal, body.Email!, body.Code!);
        Response.Headers.CacheControl = "no-store";
        if (answer.Outcome == ResetOutcome.Redeemed)
        {
            Response.Headers.Location = Realms.LinkTo(body.Realm, Mails.AccountLinks.SignIn);
            return StatusCode(StatusCodes.Status201Created, new PasswordReset { TemporaryPassword = answer.TemporaryPassword!, ValidUntil = answer.ValidUntil!.Value });
        }

        throw answer.Outcome switch
        {
            ResetOutcome.CodeExpired => AccountsErrors.ResetCodeExpired.With(),
            ResetOutcome.CodeUsed => AccountsErrors.ResetCodeUsed.With(),
            ResetOutcome.TooManyAttempts => AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
            _ => AccountsErrors.Field(AccountsErrors.ResetCodeInvalid, "/code"),
        };
    }
}

/// <summary>Whose password is to be reset.</summary>
public sealed record PasswordResetCodeRequest
{
    /// <summary>E-mail address of the account; in the realm <c>fleet</c> the log-in name will do, too.</summary>
    /// <example>claire.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>Realm of the account: <c>portal</c> if absent.</summary>
    /// <example>portal</example>
    [AllowedValues("portal", "fleet", "owner")]
    public string? Realm { get; init; }
}

/// <summary>What was begun: the same for every address.</summary>
public sealed record PasswordResetCode
{
    /// <summary>Minutes for which a code is valid.</summary>
    /// <example>30</example>
    [Range(1, 1440)]
    public required int ValidMinutes { get; init; }
}

/// <summary>A code that was mailed, and the address to which.</summary>
public sealed record PasswordResetRequest
{
    /// <summary>E-mail address of the account.</summary>
    /// <example>claire.smith@example.com</example>
    [Required, StringLength(254)]
    public string? Email { get; init; }

    /// <summary>The code of the mail.</summary>
    /// <example>4c381c08-dfba-4c76-a445-e9b5d83eec0c</example>
    [Required, StringLength(100)]
    public string? Code { get; init; }

    /// <summary>Realm of the account: <c>portal</c> if absent.</summary>
    /// <example>portal</example>
    [AllowedValues("portal", "owner")]
    public string? Realm { get; init; }
}

/// <summary>A password that was reset.</summary>
public sealed record PasswordReset
{
    /// <summary>The temporary password: only in this answer, never again.</summary>
    /// <example>Tqm4WfzK7nPbx2Rd</example>
    [OnlyOnCreate, StringLength(16)]
    public required string TemporaryPassword { get; init; }

    /// <summary>Until when it is valid.</summary>
    /// <example>2026-10-06T08:15:30.000Z</example>
    public required DateTimeOffset ValidUntil { get; init; }
}
