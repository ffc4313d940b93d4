using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.SecondFactor;

/// <summary>The own second factor: an authenticator (RFC 6238) and recovery codes.</summary>
[ApiProduct("portal", 1)]
[Route("me/second-factor")]
[Tags("SecondFactor")]
[Access(Scopes.PortalWrite, Person = Person.Self, Fresh = true, RecentSignIn = true)]
internal sealed class SecondFactorController(OwnSecondFactor factor) : AosController
{
    private const string Location = "/portal/v1/me/second-factor";

    /// <summary>Read the state of the second factor</summary>
    /// <remarks>Whether there is one, and how many recovery codes are left; never a key or a code.</remarks>
    [HttpGet(Name = "GetSecondFactor")]
    [Access(Scopes.PortalRead, Person = Person.Self)]
    [ProducesResponseType<SecondFactorStatus>(StatusCodes.Status200OK)]
    public async Task<ActionResult<SecondFactorStatus>> GetSecondFactor()
    {
        var (account, left) = await factor.ReadAsync(HttpContext, Caller.AccountId!.Value) ?? throw AccountsErrors.AccountNotFound.With();
        return new SecondFactorStatus { IsActive = account.HasSecondFactor, IsRequired = account.MustHaveSecondFactor, ConfirmedAt = account.TotpConfirmedAt, RecoveryCodesLeft = left };
    }

    /// <summary>Begin to set up the second factor</summary>
    /// <remarks>Gives the key for the authenticator, this once; it counts when a first code has confirmed it. A key that waits is replaced. Needs the present password, and so has no `Idempotency-Key`.</remarks>
    /// <param name="body">The present password.</param>
    [HttpPost(Name = "BeginSecondFactor")]
    [ProducesResponseType<SecondFactorKey>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<ActionResult<SecondFactorKey>> BeginSecondFactor([FromBody] PasswordProof body)
    {
        var answer = Checked(await factor.BeginAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, body.CurrentPassword!));
        return Made(new SecondFactorKey { Key = answer.Key!.Key, Uri = answer.Key.Uri });
    }

    /// <summary>Confirm the second factor</summary>
    /// <remarks>With a first code of the authenticator. From now on log-ons need a code. The recovery codes are in this answer and never again.</remarks>
    /// <param name="body">The code.</param>
    [HttpPost("confirmations", Name = "ConfirmSecondFactor")]
    [ProducesResponseType<RecoveryCodes>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<ActionResult<RecoveryCodes>> ConfirmSecondFactor([FromBody] SecondFactorCode body) =>
        Made(new RecoveryCodes { Codes = Checked(await factor.ConfirmAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, body.Code!)).RecoveryCodes });

    /// <summary>Make new recovery codes</summary>
    /// <remarks>Those before are void. Needs the present password, and so has no `Idempotency-Key`.</remarks>
    /// <param name="body">The present password.</param>
    [HttpPost("recovery-codes", Name = "RenewRecoveryCodes")]
    [ProducesResponseType<RecoveryCodes>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<RecoveryCodes>> RenewRecoveryCodes([FromBody] PasswordProof body) =>
        Made(new RecoveryCodes { Codes = Checked(await factor.RenewCodesAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, body.CurrentPassword!)).RecoveryCodes });

    /// <summary>Remove the second factor</summary>
    /// <remarks>Log-ons need no code any more. Staff of the operator, and users of whom the organisation demands it, cannot remove it. Needs the present password, and so has no `Idempotency-Key`.</remarks>
    /// <param name="body">The present password.</param>
    [HttpPost("removals", Name = "RemoveSecondFactor")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public async Task<IActionResult> RemoveSecondFactor([FromBody] PasswordProof body)
    {
        Checked(await factor.RemoveAsync(HttpContext, Caller.Actor, Caller.AccountId!.Value, body.CurrentPassword!));
        return NoContent();
    }

    private ObjectResult Made(object value)
    {
        Response.Headers.Location = Location;
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ETag = EntityTag.OfVersion(1);
        return StatusCode(StatusCodes.Status201Created, value);
    }

    private static SecondFactorAnswer Checked(SecondFactorAnswer answer) => answer.Outcome switch
    {
        SecondFactorOutcome.Done => answer,
        SecondFactorOutcome.PasswordWrong => throw AccountsErrors.Field(AccountsErrors.OldPasswordWrong, "/currentPassword"),
        SecondFactorOutcome.CodeWrong => throw AccountsErrors.Field(AccountsErrors.CodeWrong, "/code"),
        SecondFactorOutcome.ActiveAlready => throw AccountsErrors.SecondFactorSet.With(),
        SecondFactorOutcome.Required => throw AccountsErrors.SecondFactorRequired.With(),
        SecondFactorOutcome.NotFound => throw AccountsErrors.NoSecondFactor.With(),
        _ => throw AccountsErrors.Wait(AccountsErrors.TooManyAttempts, answer.RetryAfterSeconds),
    };
}
