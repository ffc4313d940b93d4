using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>OAuth clients of the own organisation, its sandbox included.</summary>
[ApiProduct("portal", 1)]
[Route("api-clients")]
[Tags("ApiClients")]
[Access(Scopes.PortalWrite, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative, InSandbox = true, Fresh = true, RecentSignIn = true)]
internal sealed class ApiClientsController(ClientStore clients, ApiClientActs acts, ApiProductStore products, ProductRights rights, Writes writes, Cursors cursors, PublicOrigin origin) : AosController
{
    /// <summary>List the own API clients</summary>
    /// <remarks>Of both environments, newest first, with their secrets' ids and last use.</remarks>
    /// <param name="query">Filter and page.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListApiClients")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative, Fresh = true)]
    [ProducesResponseType<Page<ApiClient>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<ApiClient>>> ListApiClients([FromQuery] ApiClientQuery query, CancellationToken cancellationToken)
    {
        ApiAccess.RequireOrganisation(Caller);
        var list = Cursors.ListKey("api-clients", Caller, query.Environment);
        var after = cursors.Read(list, query.Cursor) is [{ } at, { } id] ? (DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), id) : ((DateTime, string)?)null;
        var found = await clients.ListOfOrganisationAsync(Caller.TenantId, query.Environment, after, query.Take + 1, cancellationToken);
        var page = Page.Of(found, query.Take, last => cursors.Make(list, last.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), last.Id));
        PageLinks.Set(HttpContext, origin, page.NextCursor);
        var catalogue = await products.ListAsync(cancellationToken);
        var shown = new Page<ApiClient> { Items = [.. page.Items.Select(client => ApiClient.Of(client, catalogue))], NextCursor = page.NextCursor };
        if (query.IncludeTotal != true)
            return shown;
        var all = (await clients.ListOfOrganisationAsync(Caller.TenantId, query.Environment, after: null, PageQuery.TotalCap + 1, cancellationToken)).Count;
        return shown.WithTotal(all);
    }

    /// <summary>Read an API client</summary>
    /// <remarks>Its settings and the ids of its secrets; never the text of a secret.</remarks>
    /// <param name="clientId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the client.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{clientId}", Name = "GetApiClient")]
    [Access(Scopes.PortalRead, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative, Fresh = true)]
    [ProducesResponseType<ApiClient>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ApiClient>> GetApiClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, CancellationToken cancellationToken)
    {
        ApiAccess.RequireOrganisation(Caller);
        var found = await clients.FindAsync(clientId, cancellationToken);
        if (found is null || (found.TenantId != Caller.TenantId && found.TenantId != await rights.SandboxOfAsync(Caller.TenantId, cancellationToken)))
            throw ApiAccessErrors.ClientNotFound.With();
        var client = ApiClient.Of(found, await products.ListAsync(cancellationToken));
        Response.Headers.ETag = client.Etag;
        return client;
    }

    /// <summary>Create an API client</summary>
    /// <remarks>
    /// At most 10 in an organisation, its sandbox included, within its access: products that it has, and their scopes. The answer holds the first secret of a client
    /// that authenticates by one, once: a repeat with the same `Idempotency-Key` has `secret` null. The owner contact is told by mail.
    /// </remarks>
    /// <param name="body">The client.</param>
    [HttpPost(Name = "CreateApiClient"), Idempotent]
    [ProducesResponseType<ApiClient>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateApiClient([FromBody] ApiClientCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var client = await acts.CreateAsync(write, Caller, body);
        return Answer.Created("/portal/v1/api-clients/" + client.Id, client, client.Etag) with { Replay = client with { Secret = null } };
    });

    /// <summary>Replace an API client</summary>
    /// <remarks>
    /// Sets all settings, within the access of the organisation. `state` `disabled` ends its tokens and authorizations for good; taking a scope or product away ends
    /// at once what its tokens may do.
    /// </remarks>
    /// <param name="clientId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the client.</param>
    /// <param name="body">The new state, whole.</param>
    /// <param name="ifMatch">`ETag` of the state that is replaced.</param>
    [HttpPut("{clientId}", Name = "ReplaceApiClient")]
    [ProducesResponseType<ApiClient>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> ReplaceApiClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromBody] ApiClientReplace body, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var client = await acts.ReplaceAsync(write, Caller, clientId, EntityTag.RequiredVersion(ifMatch), body);
        return Answer.Changed(client, client.Etag);
    });

    /// <summary>Delete an API client</summary>
    /// <remarks>Its secrets and tokens end at once. The owner contact is told by mail.</remarks>
    /// <param name="clientId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the client.</param>
    /// <param name="ifMatch">`ETag` of the state that is deleted.</param>
    [HttpDelete("{clientId}", Name = "DeleteApiClient")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteApiClient([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        await acts.DeleteAsync(write, Caller, clientId, EntityTag.RequiredVersion(ifMatch));
        return Answer.Deleted();
    });
}
