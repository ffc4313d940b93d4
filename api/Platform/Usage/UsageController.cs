using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Usage;

/// <summary>What the programs of your organisation called, and what is left of its plans.</summary>
[ApiProduct("portal", 1)]
[Route("usage")]
[Tags("Usage")]
[Access(Scopes.PortalRead, Person = PermissionCodes.ApiClients, PersonOr = Person.Representative)]
internal sealed class UsageController(UsageReading reading, UsageLimits limits) : AosController
{
    /// <summary>List usage</summary>
    /// <remarks>What the clients of your organisation and of its sandbox called, by day (UTC), environment, product, client and operation, newest day first; of the last 30 days unless you say otherwise. `groupBy` adds up over what it does not name. Figures are at most some seconds old.</remarks>
    [HttpGet(Name = "ListUsage")]
    [ProducesResponseType<Page<UsageItem>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<UsageItem>>> ListUsage([FromQuery] UsageQuery query, CancellationToken cancellationToken)
    {
        // Who acts in the sandbox twin sees the sandbox alone.
        var seen = Caller.ParentTenantId is null ? query : query with { Environment = "sandbox" };
        return await reading.ListAsync(HttpContext, Caller, seen, Caller.ParentTenantId ?? Caller.TenantId, byTenant: false, cancellationToken);
    }

    /// <summary>List limits</summary>
    /// <remarks>The plan of each product of your organisation and of its sandbox, and what is left of today: the figures that `RateLimit` shows to its clients. All in one page.</remarks>
    [HttpGet("limits", Name = "ListUsageLimits")]
    [ProducesResponseType<Page<UsageLimit>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<UsageLimit>>> ListUsageLimits(CancellationToken cancellationToken) =>
        new Page<UsageLimit> { Items = await limits.OfAsync(Caller, cancellationToken) };
}

/// <summary>What programs of all organisations called, for the operator.</summary>
[ApiProduct("administration", 1)]
[Route("usage")]
[Tags("Usage")]
[Access(Scopes.Administration, Machine = Identity.Clients.ClientsController.Right, Person = Identity.Clients.ClientsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class TenantUsageController(UsageReading reading) : AosController
{
    /// <summary>List usage</summary>
    /// <remarks>What clients called, by day (UTC), organisation, environment, product, client and operation, newest day first; of the last 30 days unless you say otherwise. `groupBy` adds up over what it does not name. What the sandbox twin of an organisation called stands with the organisation.</remarks>
    [HttpGet(Name = "ListUsage")]
    [ProducesResponseType<Page<UsageItem>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<UsageItem>>> ListUsage([FromQuery] TenantUsageQuery query, CancellationToken cancellationToken) =>
        await reading.ListAsync(HttpContext, Caller, query, string.IsNullOrEmpty(query.TenantId) ? null : Guid.Parse(query.TenantId), byTenant: true, cancellationToken);
}
