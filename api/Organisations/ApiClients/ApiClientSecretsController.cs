using System.ComponentModel.DataAnnotations;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>Secrets of the own clients: two at a time, so that one can be changed without down time.</summary>
[ApiProduct("portal", 1)]
[Route("api-clients/{clientId}/secrets")]
[Tags("ApiClientSecrets")]
[Access(Scopes.PortalWrite, Person = ApiAccess.ClientsRight, PersonOr = Person.Representative, InSandbox = true, Fresh = true, RecentSignIn = true)]
internal sealed class ApiClientSecretsController(ApiClientActs acts, Writes writes) : AosController
{
    /// <summary>Create a secret of an API client</summary>
    /// <remarks>
    /// Its text is in this answer and never again. The secret before it works seven days more. A third one, or one of a client that authenticates otherwise, is refused
    /// with 409. The owner contact is told by mail. The resource is the client, whose `secrets` list it.
    /// </remarks>
    /// <param name="clientId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the client.</param>
    /// <param name="body">How long it lives.</param>
    [HttpPost(Name = "CreateApiClientSecret"), Idempotent]
    [ProducesResponseType<ClientSecret>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CreateApiClientSecret([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [FromBody] ClientSecretCreate body) => writes.RunAsync(HttpContext, async write =>
    {
        var secret = await acts.CreateSecretAsync(write, Caller, clientId, body.ValidDays);
        return Answer.Created("/portal/v1/api-clients/" + clientId, secret, secret.Etag) with { Replay = secret with { Secret = null } };
    });

    /// <summary>Revoke a secret of an API client</summary>
    /// <remarks>From now on it is refused. Tokens that were got with it live on until they expire; to end them too, disable the client. `If-Match` is the `etag` of the secret in `secrets` of the client. The owner contact is told by mail.</remarks>
    /// <param name="clientId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the client.</param>
    /// <param name="secretId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the secret (UUID).</param>
    /// <param name="ifMatch">`ETag` of the secret.</param>
    [HttpDelete("{secretId}", Name = "DeleteApiClientSecret")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteApiClientSecret([StringLength(100, MinimumLength = 1), RegularExpression(ClientForms.Id)] string clientId, [TextFormat("uuid")] string secretId, [FromHeader(Name = "If-Match")] string? ifMatch) => writes.RunAsync(HttpContext, async write =>
    {
        if (EntityTag.RequiredVersion(ifMatch) != 1)
            throw PreconditionErrors.VersionConflict.With();
        await acts.DeleteSecretAsync(write, Caller, clientId, ApiLists.IdOf(secretId, ApiAccessErrors.SecretNotFound));
        return Answer.Deleted();
    });
}
