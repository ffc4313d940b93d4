using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Passwords;

/// <summary>The own password.</summary>
[ApiProduct("portal", 1)]
[Route("me/password-changes")]
[Tags("PasswordChanges")]
internal sealed class PasswordChangesController(PasswordChanges changes) : AosController
{
    /// <summary>Change the own password</summary>
    /// <remarks>
    /// The new password is valid from this moment. Every other sign-in and every other token of the person ends; those of this call stay, unless the
    /// change was due. Open also while a change is due. There is no `Idempotency-Key`, as nothing of a password is kept: a repeat is refused because
    /// the old password is no longer right.
    /// </remarks>
    /// <param name="body">The passwords.</param>
    [HttpPost(Name = "ChangePassword")]
    [Access(Scopes.PortalWrite, Person = Person.Self, WithPasswordChangeDue = true, Fresh = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> ChangePassword([FromBody] PasswordChange body)
    {
        var form = new PasswordForm(body.OldPassword!, body.NewPassword!, body.NewPasswordRepeat!);
        var answer = await changes.OwnAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, form, Caller.SessionId, Caller.Family);
        return answer.Outcome switch
        {
            PasswordOutcome.Changed => NoContent(),
            PasswordOutcome.PasswordsDiffer => throw AccountsErrors.Field(AccountsErrors.PasswordsDiffer, "/newPasswordRepeat"),
            PasswordOutcome.GuidelinesNotMet => throw NotMet("/newPassword", answer.Broken),
            PasswordOutcome.OldPasswordWrong => throw AccountsErrors.Field(AccountsErrors.OldPasswordWrong, "/oldPassword"),
            PasswordOutcome.TooManyAttempts or PasswordOutcome.Busy => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
            _ => throw AccountsErrors.AccountNotFound.With(),
        };
    }

    /// <summary>The refusal of a password, with one entry per broken rule.</summary>
    internal static ProblemException NotMet(string pointer, IEnumerable<string> broken) => new(AccountsErrors.GuidelinesNotMet, [])
    {
        Fields = [.. broken.Select(code => new FieldError { Pointer = pointer, Code = code, Detail = Detail(code) })],
    };

    private static string Detail(string code) => code switch
    {
        PasswordRule.TooShort => "The password has too few characters.",
        PasswordRule.TooLong => $"The password has more than {PasswordSettings.MaxLength} characters.",
        PasswordRule.Categories => "The password has too few of the four kinds: digits, lower-case letters, upper-case letters, special characters.",
        PasswordRule.Blocked => "The password is a common one, or a name or address.",
        _ => "The password is the present one, or one of the last own ones.",
    };
}

/// <summary>A change of the own password.</summary>
public sealed record PasswordChange
{
    /// <summary>The present password.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? OldPassword { get; init; }

    /// <summary>The new password; the guidelines tell what it must have.</summary>
    /// <example>Nordlicht:47-Tor</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? NewPassword { get; init; }

    /// <summary>The new password again.</summary>
    /// <example>Nordlicht:47-Tor</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? NewPasswordRepeat { get; init; }
}
