using System.Globalization;
using Aos.Api.Accounts.Mails;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Accounts.SecondFactor;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Administration;

/// <summary>Accounts of people of all tenants, for the operator. What is done to one stands in the log of its tenant.</summary>
[ApiProduct("administration", 1)]
[Route("accounts")]
[Tags("Accounts")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class AccountsController(AccountLists lists, AccountManagers managers, AccountMails mails, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for accounts of people.</summary>
    internal const string Right = "users.administer";

    /// <summary>List accounts</summary>
    /// <remarks>Accounts of all tenants, newest first.</remarks>
    [HttpGet(Name = "ListAccounts")]
    [ProducesResponseType<Page<PersonAccount>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<PersonAccount>>> ListAccounts([FromQuery] AccountQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("accounts", Caller, query.TenantId, query.Realm, query.State, query.Q);
        var after = cursors.Read(list, query.Cursor) is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), Guid.Parse(id)) : ((DateTime, Guid)?)null;
        var filter = new AccountFilter(query.TenantId is null ? null : Guid.Parse(query.TenantId), query.Realm, query.State, query.Q);
        var found = await lists.ListAsync(filter, after, query.Take + 1, cancellationToken);
        var rows = Page.Of(found, query.Take, last => cursors.Make(list, last.CreatedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
        PageLinks.Set(HttpContext, origin, rows.NextCursor);
        var page = new Page<PersonAccount> { Items = [.. rows.Items.Select(PersonAccount.Of)], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var count = await lists.CountAsync(filter, PageQuery.TotalCap, cancellationToken);
        return page with { Total = Math.Min(count, PageQuery.TotalCap), TotalIsCapped = count > PageQuery.TotalCap };
    }

    /// <summary>Read an account</summary>
    /// <remarks>Who it is and in which state; never a password or a secret.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000101">Id of the account (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{accountId}", Name = "GetAccount"), StaffRead("account", "accountId")]
    [ProducesResponseType<PersonAccount>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<PersonAccount>> GetAccount([TextFormat("uuid")] string accountId, CancellationToken cancellationToken)
    {
        var found = await lists.FindAsync(IdOf(accountId), cancellationToken) ?? throw AccountsErrors.AccountNotFound.With();
        StaffReadAttribute.Of(HttpContext, found.TenantId);
        var account = PersonAccount.Of(found);
        Response.Headers.ETag = account.Etag;
        return account;
    }

    /// <summary>Demand a new password</summary>
    /// <remarks>From now on the person's tokens open nothing but the change of the password, and the next log-on leads to it. The person is told by mail.</remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000101">Id of the account (UUID).</param>
    [HttpPost("{accountId}/password-change-demands", Name = "DemandPasswordChange"), Idempotent]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<IActionResult> DemandPasswordChange([TextFormat("uuid")] string accountId) => writes.RunAsync(HttpContext, async write =>
    {
        var manager = managers.For(write);
        if (await manager.FindAsync(IdOf(accountId)) is not { State: AccountStates.Active } account)
            throw AccountsErrors.AccountNotFound.With();
        account.MustChange = true;
        await manager.SaveAsync(account);
        await write.AuditAsync(account.TenantId, "accounts.passwordChange.demanded", "account", account.Id.ToString());
        await write.NotifyRightsAsync("u:" + account.Id);
        await mails.ChangeDemandedAsync(write, account);
        return Answer.Deleted();
    });

    /// <summary>Remove somebody's second factor</summary>
    /// <remarks>
    /// For a person who has lost the device and the recovery codes. All sessions and tokens of the person end, and the person is told by mail. Only for
    /// people, and never on the own account. Staff sets up a new second factor at the next log-on.
    /// </remarks>
    /// <param name="accountId" example="0197c9a0-0000-7000-8000-000000000101">Id of the account (UUID).</param>
    /// <param name="ifMatch">`ETag` of the account.</param>
    [HttpDelete("{accountId}/second-factor", Name = "RemoveAccountSecondFactor")]
    [Access(Scopes.Administration, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> RemoveAccountSecondFactor([TextFormat("uuid")] string accountId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var manager = managers.For(write);
        var account = await manager.FindAsync(IdOf(accountId)) ?? throw AccountsErrors.AccountNotFound.With();
        if (account.Id == Caller.AccountId)
            throw AccountsErrors.OwnAccount.With();
        if (account.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        if (!account.HasSecondFactor)
            throw AccountsErrors.NoSecondFactor.With();
        await OwnSecondFactor.RemoveAsync(write, manager, account);
        await PasswordChanges.EndAllAsync(write, account, "second factor removed");
        await mails.SecondFactorAsync(write, account, "removed");
        return Answer.Deleted();
    });

    private static Guid IdOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id : throw AccountsErrors.AccountNotFound.With();
}
