using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The secrets of a client: two at a time, so that one can be changed without down time.</summary>
[ApiProduct("administration", 1)]
[Route("clients/{clientId}/secrets")]
[Tags("ClientSecrets")]
[Access(Scopes.Administration, Machine = ClientsController.Right, Person = ClientsController.Right, TenantKind = TenantKinds.Operator, Fresh = true, RecentSignIn = true)]
internal sealed class ClientSecretsController(ClientStore clients, ClientMails mails, Writes.Writes writes) : AosController
{
    /// <summary>Read a secret's data</summary>
    /// <remarks>When it was created and when it expires; never its text.</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="secretId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the secret (UUID).</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{secretId}", Name = "GetClientSecret")]
    [Access(Scopes.Administration, Machine = ClientsController.Right, Person = ClientsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
    [ProducesResponseType<ClientSecret>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<ClientSecret>> GetClientSecret([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [TextFormat("uuid")] string secretId, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(clientId, cancellationToken) ?? throw AdministrationErrors.ClientNotFound.With();
        var secret = client.Secrets.FirstOrDefault(secret => Guid.TryParseExact(secretId, "D", out var id) && secret.Id == id) ?? throw AdministrationErrors.SecretNotFound.With();
        Response.Headers.ETag = secret.Etag;
        return secret;
    }

    /// <summary>Create a secret</summary>
    /// <remarks>The text of the secret is in this answer and never again. A third active secret, or one of a client that authenticates otherwise, is refused with 409, a secret of a client with staff rights that the caller does not hold with 403.</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="body">How long it lives.</param>
    [HttpPost(Name = "CreateClientSecret"), Idempotent]
    [ProducesResponseType<ClientSecret>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateClientSecret([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromBody] ClientSecretCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var tenantId = await ClientStore.TouchAsync(write, clientId) ?? throw AdministrationErrors.ClientNotFound.With();
        var client = await ClientStore.ReadAsync(write, clientId);
        if (client.AuthMethod != ClientAuthMethod.ClientSecret)
            throw AdministrationErrors.SecretNotUsed.With();
        // Who makes a secret can act as the client.
        ClientRules.RefuseBeyond(await ClientStore.StaffRightsAsync(write, clientId), Caller);
        var secret = await ClientSecretStore.CreateAsync(write, clientId, body.ValidDays ?? ClientSecretStore.DefaultValidDays);
        await write.AuditAsync(tenantId, "administration.clientSecret.created", "client", clientId, new Dictionary<string, string?> { ["secretId"] = secret.Id.ToString() });
        await mails.TellAsync(write, client, "secretCreated", secret.ExpiresAt);
        return Answer.Created($"/administration/v1/clients/{clientId}/secrets/{secret.Id}", secret, secret.Etag) with { Replay = secret with { Secret = null } };
    });

    /// <summary>Delete a secret</summary>
    /// <remarks>From now on it is refused. Tokens that were got with it live on until they expire; to end them too, disable the client.</remarks>
    /// <param name="clientId" example="demo-workshop">Id of the client.</param>
    /// <param name="secretId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the secret (UUID).</param>
    /// <param name="ifMatch">`ETag` of the secret.</param>
    [HttpDelete("{secretId}", Name = "DeleteClientSecret")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteClientSecret([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [TextFormat("uuid")] string secretId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var tenantId = await ClientStore.TouchAsync(write, clientId) ?? throw AdministrationErrors.ClientNotFound.With();
        if (version != 1)
            throw PreconditionErrors.VersionConflict.With();
        if (!Guid.TryParseExact(secretId, "D", out var id) || !await ClientSecretStore.DeleteAsync(write, clientId, id))
            throw AdministrationErrors.SecretNotFound.With();
        await write.AuditAsync(tenantId, "administration.clientSecret.deleted", "client", clientId, new Dictionary<string, string?> { ["secretId"] = id.ToString() });
        await mails.TellAsync(write, await ClientStore.ReadAsync(write, clientId), "secretDeleted");
        return Answer.Deleted();
    });
}
