using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.EmailChanges;

/// <summary>Changes of the own e-mail address.</summary>
[ApiProduct("portal", 1)]
[Route("me/email-changes")]
[Tags("EmailChanges")]
[Access(Scopes.PortalWrite, Person = Person.Self, Fresh = true)]
internal sealed class EmailChangesController(EmailChanges changes, Writes writes) : AosController
{
    private const string Current = "/portal/v1/me/email-changes/current";

    /// <summary>Ask for another e-mail address</summary>
    /// <remarks>
    /// Mails a link to the new address, valid for 48 hours, and tells the present one; until the link is used, the present address stays. A new request
    /// makes the older link void. Whether another account has the address, this answer does not tell. There is no `Idempotency-Key`, as nothing of a
    /// password is kept.
    /// </remarks>
    /// <param name="body">The new address, and the present password.</param>
    [HttpPost(Name = "RequestEmailChange")]
    [Access(Scopes.PortalWrite, Person = Person.Self, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<EmailChange>> RequestEmailChange([FromBody] EmailChangeRequest body)
    {
        var answer = await changes.AskAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, body.NewEmail!, body.CurrentPassword!);
        return answer.Outcome switch
        {
            EmailChangeOutcome.Asked => Accepted(answer.Change!),
            EmailChangeOutcome.AddressInvalid => throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/newEmail", Code = FieldCodes.FormatInvalid, Detail = "Send an e-mail address such as name@example.com." }] },
            EmailChangeOutcome.Unchanged => throw AccountsErrors.Field(AccountsErrors.EmailUnchanged, "/newEmail"),
            EmailChangeOutcome.PasswordWrong => throw AccountsErrors.Field(AccountsErrors.OldPasswordWrong, "/currentPassword"),
            EmailChangeOutcome.NotFound => throw AccountsErrors.AccountNotFound.With(),
            _ => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
        };
    }

    /// <summary>Read the open change of the e-mail address</summary>
    /// <remarks>The new address and until when it can be confirmed.</remarks>
    [HttpGet("current", Name = "GetEmailChange")]
    [Access(Scopes.PortalRead, Person = Person.Self)]
    [ProducesResponseType<EmailChange>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<EmailChange>> GetEmailChange()
    {
        var open = await changes.FindAsync(HttpContext, Caller.AccountId!.Value) ?? throw AccountsErrors.NoEmailChange.With();
        var change = EmailChange.Of(open);
        Response.Headers.ETag = change.Etag;
        return change;
    }

    /// <summary>Withdraw the change of the e-mail address</summary>
    /// <remarks>The link does not work any more; the present address stays.</remarks>
    /// <param name="ifMatch">`ETag` of the request that is withdrawn.</param>
    [HttpDelete("current", Name = "WithdrawEmailChange")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> WithdrawEmailChange([FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var withdrawn = await EmailChanges.WithdrawAsync(write, Caller.AccountId!.Value, Caller.TenantId) ?? throw AccountsErrors.NoEmailChange.With();
        return withdrawn.Version == version ? Answer.Deleted() : throw PreconditionErrors.VersionConflict.With();
    });

    /// <summary>Send the link again</summary>
    /// <remarks>Mails a new link to the new address, at most 3 times an hour. The link before does not work any more; the 48 hours do not begin anew.</remarks>
    [HttpPost("current/mails", Name = "SendEmailChangeAgain"), Idempotent]
    [ProducesResponseType<EmailChange>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> SendEmailChangeAgain() => writes.RunAsync(HttpContext, async write =>
    {
        var answer = await changes.SendAgainAsync(write, Caller.AccountId!.Value);
        return answer.Outcome switch
        {
            EmailChangeOutcome.Asked => Answer.Accepted(Current, EmailChange.Of(answer.Change!)),
            EmailChangeOutcome.NotFound => throw AccountsErrors.NoEmailChange.With(),
            _ => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
        };
    });

    private ObjectResult Accepted(EmailChangeRow row)
    {
        Response.Headers.Location = Current;
        Response.Headers.RetryAfter = "60";
        Response.Headers.CacheControl = "no-store";
        return StatusCode(StatusCodes.Status202Accepted, EmailChange.Of(row));
    }
}

/// <summary>A wish for another e-mail address.</summary>
public sealed record EmailChangeRequest
{
    /// <summary>The new address.</summary>
    /// <example>claire@example.org</example>
    [Required, StringLength(254)]
    public string? NewEmail { get; init; }

    /// <summary>The present password.</summary>
    /// <example>Werkstatt-2020-x</example>
    [Required, StringLength(1000), JsonConverter(typeof(ExactTextConverter))]
    public string? CurrentPassword { get; init; }
}

/// <summary>A change of the e-mail address that waits for its confirmation.</summary>
public sealed record EmailChange
{
    /// <summary>The new address.</summary>
    /// <example>claire@example.org</example>
    [StringLength(254)]
    public required string NewEmail { get; init; }

    /// <summary>When it was asked for.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when it can be confirmed.</summary>
    /// <example>2026-10-07T08:15:30.000Z</example>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to withdraw the change.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static EmailChange Of(EmailChangeRow row) =>
        new() { NewEmail = row.NewEmail, RequestedAt = row.RequestedAt, ValidUntil = row.ExpiresAt, Etag = EntityTag.OfVersion(row.Version) };
}
