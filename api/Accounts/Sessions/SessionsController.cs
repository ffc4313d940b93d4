using System.ComponentModel.DataAnnotations;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Sessions;

/// <summary>Where the person is signed in.</summary>
[ApiProduct("portal", 1)]
[Route("me")]
[Tags("Sessions")]
internal sealed class SessionsController(SessionList list, SessionEnds ends, Writes writes) : AosController
{
    /// <summary>List the own sessions</summary>
    /// <remarks>Sign-ins of browsers, and authorizations of programs that outlive them (`offline_access`), last used first. The list is short and has one page.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("sessions", Name = "ListSessions")]
    [Access(Scopes.PortalRead, Person = Person.Self, WithConditionsDue = true)]
    [ProducesResponseType<Page<AccountSession>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AccountSession>>> ListSessions(CancellationToken cancellationToken) => new Page<AccountSession>
    {
        Items = [.. (await list.ListAsync(Caller.AccountId!.Value, cancellationToken)).Select(session => AccountSession.Of(session, Caller))],
    };

    /// <summary>End a session</summary>
    /// <remarks>Its tokens are refused everywhere within a second.</remarks>
    /// <param name="sessionId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the session.</param>
    /// <param name="ifMatch">`etag` of the session.</param>
    [HttpDelete("sessions/{sessionId}", Name = "EndSession")]
    [Access(Scopes.PortalWrite, Person = Person.Self, WithPasswordChangeDue = true, Fresh = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> EndSession([TextFormat("uuid")] string sessionId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        if (!Guid.TryParseExact(sessionId, "D", out var id) || !await SessionEnds.EndAsync(write, Caller.AccountId!.Value, Caller.TenantId, id))
            throw AccountsErrors.SessionNotFound.With();
        return version == 1 ? Answer.Deleted() : throw PreconditionErrors.VersionConflict.With();
    });

    /// <summary>Sign out everywhere</summary>
    /// <remarks>Ends every session and every authorization of the person, also those of this call. Access is refused everywhere within a second.</remarks>
    [HttpPost("sign-outs", Name = "SignOutEverywhere"), Idempotent]
    [Access(Scopes.PortalWrite, Person = Person.Self, WithPasswordChangeDue = true, Fresh = true)]
    [ProducesResponseType<SignOut>(StatusCodes.Status201Created)]
    public Task<IActionResult> SignOutEverywhere() => writes.RunAsync(HttpContext, async write =>
        Answer.Created("/portal/v1/me/sessions", new SignOut { SignedOutAt = await ends.EndAllAsync(write, Caller.AccountId!.Value, Caller.TenantId) }, EntityTag.OfVersion(1)));
}

/// <summary>Ends sessions, the same for operations and pages.</summary>
internal sealed class SessionEnds(TimeProvider time)
{
    /// <summary>Ends one line of the list; false if there is no such open one.</summary>
    public static async Task<bool> EndAsync(WriteScope write, Guid accountId, Guid tenantId, Guid id)
    {
        if (!await SignInSessions.EndAsync(write, accountId, id, "ended by hand") && !await SignInSessions.RevokeFamilyAsync(write, accountId, id, "ended by hand"))
            return false;
        await write.AuditAsync(tenantId, "accounts.session.ended", "session", id.ToString());
        return true;
    }

    /// <summary>Ends everything; when that was.</summary>
    public async Task<DateTimeOffset> EndAllAsync(WriteScope write, Guid accountId, Guid tenantId)
    {
        await SignInSessions.EndAllAsync(write, accountId, "signed out everywhere");
        await write.AuditAsync(tenantId, "accounts.session.allEnded", "account", accountId.ToString());
        return time.GetUtcNow();
    }
}

/// <summary>What a session is.</summary>
public enum SessionKind
{
    /// <summary>A browser that is signed in.</summary>
    SignIn,

    /// <summary>A program that was let in for longer than a sign-in.</summary>
    Authorization,
}

/// <summary>Somewhere the person is signed in.</summary>
public sealed record AccountSession
{
    /// <summary>Id of the session.</summary>
    /// <example>0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d</example>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    /// <example>signIn</example>
    public required SessionKind Kind { get; init; }

    /// <summary>True for the one in which this call is made.</summary>
    /// <example>true</example>
    public required bool IsCurrent { get; init; }

    /// <summary>Names of the programs that were let in by it.</summary>
    /// <example>["AOS portal"]</example>
    [MaxLength(1000), StringLength(100)]
    public required IReadOnlyList<string> Clients { get; init; }

    /// <summary>What the browser called itself; null where no browser is known.</summary>
    /// <example>Mozilla/5.0</example>
    [StringLength(200)]
    public string? UserAgent { get; init; }

    /// <summary>Network address from which the person signed in; null where it is not known.</summary>
    /// <example>192.0.2.17</example>
    [StringLength(45)]
    public string? Address { get; init; }

    /// <summary>When the person signed in.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>When it was last used.</summary>
    /// <example>2026-10-05T09:00:00.000Z</example>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends at the latest; null for an authorization that ends only by hand.</summary>
    /// <example>2026-10-05T20:15:30.000Z</example>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to end the session.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    internal static AccountSession Of(OpenSession session, Principal caller) => new()
    {
        Id = session.Id,
        Kind = session.IsIndependent ? SessionKind.Authorization : SessionKind.SignIn,
        IsCurrent = session.Id == caller.SessionId || session.Id == caller.Family,
        Clients = [.. session.Clients.Select(client => client.Name)],
        UserAgent = session.UserAgent,
        Address = session.Address,
        SignedInAt = session.SignedInAt,
        LastUsedAt = session.LastUsedAt,
        EndsAt = session.EndsAt,
        Etag = EntityTag.OfVersion(1),
    };
}

/// <summary>That everything was ended.</summary>
public sealed record SignOut
{
    /// <summary>When it was.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset SignedOutAt { get; init; }
}
