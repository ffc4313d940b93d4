using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Conditions;

/// <summary>The conditions of use and their acceptance. Both are open, too, when the time to accept is over.</summary>
[ApiProduct("portal", 1)]
[Tags("Conditions")]
internal sealed class ConditionsController(Writes writes, ConditionActs acts) : AosController
{
    private Guid Organisation => Caller.ParentTenantId ?? Caller.TenantId;

    /// <summary>List the conditions of use</summary>
    /// <remarks>The version in force and those that are published for later, newest last, and whether the organisation has accepted them. 30 days after a version comes into force nobody of an organisation that has not accepted it gets in (403 `access.conditions-not-accepted`), neither people nor programs. The list is short and has one page.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("conditions", Name = "ListConditions")]
    [Access(Scopes.PortalRead, Person = Person.AnyUser, WithConditionsDue = true)]
    [ProducesResponseType<Page<ConditionVersion>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ConditionVersion>>> ListConditions(CancellationToken cancellationToken) => new Page<ConditionVersion>
    {
        Items = await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, write => acts.ListAsync(write, Organisation), cancellationToken),
    };

    /// <summary>Accept the conditions of use</summary>
    /// <remarks>For the whole organisation, by its legal representative. Access that had ended comes back within a second.</remarks>
    /// <param name="body">Which version.</param>
    [HttpPost("condition-acceptances", Name = "AcceptConditions"), Idempotent]
    [Access(Scopes.PortalWrite, Person = Person.Representative, Fresh = true, WithConditionsDue = true)]
    [ProducesResponseType<ConditionAcceptance>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> AcceptConditions([FromBody] ConditionAcceptanceCreate body) => writes.RunAsync(HttpContext, async write =>
        Answer.Created("/portal/v1/conditions", await acts.AcceptAsync(write, Organisation, Caller.AccountId!.Value, body.Version!.Value), EntityTag.OfVersion(1)));
}
