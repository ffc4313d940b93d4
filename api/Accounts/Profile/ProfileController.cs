using System.ComponentModel.DataAnnotations;
using Aos.Api.Accounts.Consents;
using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Accounts.Sessions;
using Aos.Api.OAuth.Consents;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Profile;

/// <summary>The own data of the person who signed in.</summary>
[ApiProduct("portal", 1)]
[Route("me")]
[Tags("Profile")]
internal sealed class ProfileController(Profiles profiles, EmailChanges.EmailChanges emails, SessionList sessions, ConsentStore consents, Writes writes, TimeProvider time) : AosController
{
    /// <summary>Read the own data</summary>
    /// <remarks>Names, organisation, role and permissions of the person to whom the token belongs.</remarks>
    [HttpGet(Name = "GetProfile")]
    [Access(Scopes.PortalRead, Person = Person.Self, WithConditionsDue = true)]
    [ProducesResponseType<Profile>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Profile>> GetProfile()
    {
        var profile = await ReadAsync();
        Response.Headers.ETag = profile.Etag;
        return profile;
    }

    /// <summary>Replace the own data</summary>
    /// <remarks>Sets all data that can be changed here, at once and without a check by anybody.</remarks>
    /// <param name="body">The data, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut(Name = "ReplaceProfile")]
    [Access(Scopes.PortalWrite, Person = Person.Self, Fresh = true)]
    [ProducesResponseType<Profile>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceProfile([FromBody] ProfileReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        if (Profiles.Check(body) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        var account = await profiles.ReplaceAsync(write, Caller.AccountId!.Value, version, body) ?? throw PreconditionErrors.VersionConflict.With();
        var profile = Profiles.Of(account, Caller);
        return Answer.Changed(profile, profile.Etag);
    });

    /// <summary>Read a copy of all own data</summary>
    /// <remarks>Everything that is stored about the person as a person: data of the account, what is open, and what was permitted to whom.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("personal-data", Name = "GetPersonalData")]
    [Access(Scopes.PortalRead, Person = Person.Self)]
    [ProducesResponseType<PersonalData>(StatusCodes.Status200OK)]
    public async Task<ActionResult<PersonalData>> GetPersonalData(CancellationToken cancellationToken)
    {
        var id = Caller.AccountId!.Value;
        var open = await emails.FindAsync(HttpContext, id);
        return new PersonalData
        {
            CopiedAt = time.GetUtcNow(),
            Profile = await ReadAsync(),
            EmailChange = open is null ? null : EmailChange.Of(open),
            Sessions = [.. (await sessions.ListAsync(id, cancellationToken)).Select(session => AccountSession.Of(session, Caller))],
            Consents = [.. (await consents.ListAsync(id, cancellationToken)).Select(AccountConsent.Of)],
        };
    }

    private async Task<Profile> ReadAsync() =>
        Profiles.Of(await profiles.FindAsync(HttpContext, Caller.AccountId!.Value) ?? throw AccountsErrors.AccountNotFound.With(), Caller);
}

/// <summary>A copy of what is stored about a person.</summary>
public sealed record PersonalData
{
    /// <summary>When the copy was made.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset CopiedAt { get; init; }

    /// <summary>The account.</summary>
    public required Profile Profile { get; init; }

    /// <summary>A change of the e-mail address that waits for its confirmation; null without one.</summary>
    public EmailChange? EmailChange { get; init; }

    /// <summary>What is open.</summary>
    [MaxLength(200)]
    public required IReadOnlyList<AccountSession> Sessions { get; init; }

    /// <summary>What was permitted to programs.</summary>
    [MaxLength(1000)]
    public required IReadOnlyList<AccountConsent> Consents { get; init; }
}
