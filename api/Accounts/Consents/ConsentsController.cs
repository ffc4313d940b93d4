using System.ComponentModel.DataAnnotations;
using Aos.Api.OAuth.Consents;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Consents;

/// <summary>What the person has permitted programs.</summary>
[ApiProduct("portal", 1)]
[Route("me/consents")]
[Tags("Consents")]
internal sealed class ConsentsController(ConsentStore consents, Writes writes) : AosController
{
    /// <summary>List the own consents</summary>
    /// <remarks>Programs and what they were permitted, the newest first. The list is short and has one page.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListConsents")]
    [Access(Scopes.PortalRead, Person = Person.Self)]
    [ProducesResponseType<Page<AccountConsent>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AccountConsent>>> ListConsents(CancellationToken cancellationToken) => new Page<AccountConsent>
    {
        Items = [.. (await consents.ListAsync(Caller.AccountId!.Value, cancellationToken)).Select(AccountConsent.Of)],
    };

    /// <summary>Withdraw a consent</summary>
    /// <remarks>Every authorization that the person gave to the program ends; its tokens are refused everywhere within a second.</remarks>
    /// <param name="clientId" example="demo-planner">Id of the program.</param>
    /// <param name="ifMatch">`etag` of the consent.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpDelete("{clientId}", Name = "WithdrawConsent")]
    [Access(Scopes.PortalWrite, Person = Person.Self, Fresh = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public async Task<IActionResult> WithdrawConsent([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromHeader(Name = "If-Match")] string? ifMatch, CancellationToken cancellationToken)
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var given = (await consents.ListAsync(Caller.AccountId!.Value, cancellationToken)).FirstOrDefault(consent => consent.Client.Id == clientId) ?? throw AccountsErrors.ConsentNotFound.With();
        if (AccountConsent.Of(given).Etag != EntityTag.OfVersion(version))
            throw PreconditionErrors.VersionConflict.With();
        return await writes.RunAsync(HttpContext, async write => await ConsentStore.WithdrawAsync(write, Caller.AccountId!.Value, Caller.TenantId, clientId, given.UpdatedAt)
            ? Answer.Deleted()
            // It was widened or withdrawn since it was read above.
            : throw PreconditionErrors.VersionConflict.With());
    }
}

/// <summary>What was permitted to a program.</summary>
public sealed record AccountConsent
{
    /// <summary>Id of the program.</summary>
    /// <example>demo-planner</example>
    [StringLength(100), RegularExpression(ClientForms.Id)]
    public required string ClientId { get; init; }

    /// <summary>Name of the program.</summary>
    /// <example>Workshop planner</example>
    [StringLength(100)]
    public required string ClientName { get; init; }

    /// <summary>Organisation that publishes it.</summary>
    /// <example>Example company</example>
    [StringLength(100)]
    public required string Publisher { get; init; }

    /// <summary>The scopes.</summary>
    /// <example>["vehicle.read"]</example>
    [MaxLength(50), StringLength(50)]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When the first scope was permitted.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>When the last scope was permitted.</summary>
    /// <example>2026-10-05T08:15:30.000Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Entity tag; send it as <c>If-Match</c> to withdraw the consent.</summary>
    /// <example>"v1"</example>
    [StringLength(200)]
    public required string Etag { get; init; }

    /// <summary>Scopes are only ever added, so that their number is the version.</summary>
    internal static AccountConsent Of(GivenConsent consent) => new()
    {
        ClientId = consent.Client.Id,
        ClientName = consent.Client.Name,
        Publisher = consent.Client.Publisher,
        Scopes = consent.Scopes,
        GrantedAt = consent.GrantedAt,
        UpdatedAt = consent.UpdatedAt,
        Etag = EntityTag.OfVersion(consent.Scopes.Length),
    };
}
