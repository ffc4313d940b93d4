using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>API clients of all tenants, for the operator.</summary>
[ApiProduct("administration", 1)]
[Route("clients")]
[Tags("Clients")]
[Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class ClientsController(ClientStore clients, ClientMails mails, Writes.Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>Staff right for everything about clients.</summary>
    internal const string Right = "clients.administer";

    /// <summary>List clients</summary>
    /// <remarks>Clients of all tenants, newest first unless `sort` says otherwise.</remarks>
    [HttpGet(Name = "ListClients")]
    [ProducesResponseType<Page<Client>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<Client>>> ListClients([FromQuery] ClientQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey("clients", Caller, query.TenantId, query.State, query.Q, query.Sort);
        var after = cursors.Read(list, query.Cursor);
        Guid? tenant = query.TenantId is null ? null : Guid.Parse(query.TenantId);
        var found = await clients.ListAsync(query, tenant, after, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, ClientSorts.ValueOf(query.Sort, last), last.Id));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await clients.CountAsync(query, tenant, cancellationToken);
        return page with { Total = total, TotalIsCapped = isCapped };
    }

    /// <summary>Read a client</summary>
    /// <remarks>Its settings and the ids of its secrets; never the text of a secret.</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{clientId}", Name = "GetClient")]
    [ProducesResponseType<Client>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Client>> GetClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(clientId, cancellationToken) ?? throw AdministrationErrors.ClientNotFound.With();
        Response.Headers.ETag = client.Etag;
        return client;
    }

    /// <summary>Create a client</summary>
    /// <remarks>The answer holds the first secret of a client that authenticates by one, once: a repeat with the same `Idempotency-Key` has `secret` null, and the cure is a new secret.</remarks>
    [HttpPost(Name = "CreateClient"), Idempotent]
    [Access(Scopes.Administration, Machine = Right, Person = Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
    [ProducesResponseType<Client>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateClient([FromBody] ClientCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var tenant = Guid.TryParse(body.TenantId, out var id) ? await ClientStore.FindTenantAsync(write, id) : null;
        if (tenant is not { IsOpen: true })
            throw ClientRules.UnknownTenant();
        ClientRules.Check(body, ClientShape.Of(body), tenant, Caller);
        var client = await ClientCreation.RunAsync(write, Guid.CreateVersion7().ToString(), tenant, body, body.SecretValidDays);
        await mails.TellAsync(write, client, "created", client.Secrets.Count > 0 ? client.Secrets[0].ExpiresAt : null);
        return Answer.Created($"/administration/v1/clients/{client.Id}", client, client.Etag) with { Replay = client with { Secret = null } };
    });

    /// <summary>Replace a client</summary>
    /// <remarks>Sets all settings. Disabling the client ends its tokens and authorizations for good, taking a scope or right away ends at once what its tokens may do. A client cannot change itself; of a client that belongs to every installation only the redirect URIs can be changed.</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="body">The new state, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{clientId}", Name = "ReplaceClient")]
    [ProducesResponseType<Client>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromBody] ClientReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        RefuseOwn(clientId);
        var tenantId = await ClientStore.LockAsync(write, clientId) ?? throw AdministrationErrors.ClientNotFound.With();
        var tenant = await ClientStore.FindTenantAsync(write, tenantId) ?? throw AdministrationErrors.ClientNotFound.With();
        var before = await ClientStore.ReadAsync(write, clientId);
        if (before.FirstParty)
            ClientRules.RefuseChangeOfFirstParty(before, body);
        var shape = new ClientShape(before.Kind, before.AuthMethod, before.FirstParty).With(body);
        ClientRules.Check(body, shape, tenant, Caller);
        var client = await ClientStore.ReplaceAsync(write, before, shape, version, body) ?? throw PreconditionErrors.VersionConflict.With();
        await write.AuditAsync(tenantId, "administration.client.replaced", "client", clientId, ClientCreation.Describe(client));
        await write.NotifyRightsAsync("c:" + clientId);
        await mails.TellAsync(write, client, before.State == ClientState.Active && client.State == ClientState.Disabled ? "disabled" : "changed");
        return Answer.Changed(client, client.Etag);
    });

    /// <summary>Delete a client</summary>
    /// <remarks>Its secrets and tokens end at once. A client cannot delete itself, and clients that belong to every installation cannot be deleted (409).</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="ifMatch">`ETag` of the state that is deleted.</param>
    [HttpDelete("{clientId}", Name = "DeleteClient")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        RefuseOwn(clientId);
        var tenantId = await ClientStore.LockAsync(write, clientId) ?? throw AdministrationErrors.ClientNotFound.With();
        var client = await ClientStore.ReadAsync(write, clientId);
        if (client.FirstParty)
            throw AdministrationErrors.FirstPartyClient.With();
        if (!await ClientStore.DeleteAsync(write, clientId, version))
            throw PreconditionErrors.VersionConflict.With();
        await write.AuditAsync(tenantId, "administration.client.deleted", "client", clientId);
        await write.NotifyRightsAsync("c:" + clientId);
        await mails.TellAsync(write, client, "deleted");
        return Answer.Deleted();
    });

    private void RefuseOwn(string clientId)
    {
        if (clientId == Caller.ClientId)
            throw AdministrationErrors.OwnClient.With();
    }
}
