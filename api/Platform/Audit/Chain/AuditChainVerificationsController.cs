using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Aos.Api.Platform.Audit.Chain;

/// <summary>Proof that nobody changed the audit.</summary>
[ApiProduct("administration", 1)]
[Route("audit-chain-verifications")]
[Tags("AuditChainVerifications")]
[Access(Scopes.Administration, Machine = AuditEventsController.Right, Person = AuditEventsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class AuditChainVerificationsController([FromKeyedServices(DataSources.Bulk)] NpgsqlDataSource database, TimeProvider time, Writes.Writes writes) : AosController
{
    private const int LongestMilliseconds = 300_000;

    /// <summary>Verify the audit</summary>
    /// <remarks>Follows the hash chain of each log from its first event and compares it with the events and with the details that have not been erased. Events of the last second may not be chained yet and are left out. For logs of many millions of events use the command `audit verify`, which has no limit of time.</remarks>
    /// <param name="body">Which logs are verified.</param>
    [HttpPost(Name = "VerifyAuditChain"), Idempotent, RequestTimeout(LongestMilliseconds)]
    [ProducesResponseType<AuditChainVerification>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<IActionResult> VerifyAuditChain([FromBody] AuditChainVerificationCreate body)
    {
        Guid? tenantId = body.TenantId is { Length: > 0 } id ? Guid.Parse(id) : null;
        var verification = await ChainVerifier.RunAsync(database, tenantId, time, HttpContext.RequestAborted);
        return await writes.RunAsync(HttpContext, async write =>
        {
            await write.AuditAsync(Caller.TenantId, "audit.chain.verified", "auditChain", tenantId?.ToString() ?? "all",
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["isIntact"] = verification.IsIntact ? "true" : "false" });
            return Answer.Created("/administration/v1/audit-events", verification);
        });
    }
}
