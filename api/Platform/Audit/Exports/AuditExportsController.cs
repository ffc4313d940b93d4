using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Aos.Api.Platform.Audit.Events;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Audit.Exports;

/// <summary>The audit as a file.</summary>
[ApiProduct("administration", 1)]
[Route("audit-exports")]
[Tags("AuditExports")]
[Access(Scopes.Administration, Machine = AuditEventsController.Right, Person = AuditEventsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class AuditExportsController(JobDesk desk, TimeProvider time) : AosController
{
    /// <summary>Export audit events</summary>
    /// <remarks>Begins a job whose result holds the events that the filters name, oldest first, one a line (NDJSON), up to the moment of the request.</remarks>
    /// <param name="body">Which events, and whether the file is compressed.</param>
    [HttpPost(Name = "StartAuditExport"), Idempotent, ResultItem(typeof(AuditEvent))]
    [ProducesResponseType<Job>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public Task<IActionResult> StartAuditExport([FromBody] AuditExportRequest body)
    {
        var filter = AuditFilter.Of(body.TenantId is { Length: > 0 } id ? Guid.Parse(id) : null, body.Actor, body.Action, body.ObjectId, body.CreatedFrom, body.CreatedTo);
        var now = time.GetUtcNow().UtcDateTime;
        var input = new AuditExportInput(body.Form, filter.To < now ? filter : filter with { To = now });
        return desk.Writes.RunAsync(HttpContext, async write =>
        {
            var job = await JobStore.AddAsync(write, HttpContext, Caller, Language, new()
            {
                Kind = AuditExportJob.KindName,
                Input = JsonSerializer.Serialize(input, AuditExportJson.Default.AuditExportInput),
                Release = null,
                Form = body.Form,
                FileName = "audit-export",
            });
            return Answer.Accepted(JobPaths.Of(job), job.ToJob(JobPaths.Of(job), desk.Problems));
        });
    }
}

/// <summary>Long work of the operator: how far it is, and its results.</summary>
[ApiProduct("administration", 1)]
[Route("jobs")]
[Tags("Jobs")]
[Access(Scopes.Administration, Machine = AuditEventsController.Right, Person = AuditEventsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class AdministrationJobsController(JobDesk desk) : JobsControllerBase(desk);

/// <summary>Which events are exported, and in what form.</summary>
public sealed record AuditExportRequest
{
    /// <summary>Only the log of this tenant (UUID); absent means all.</summary>
    /// <example>0197c9a0-0000-7000-8000-000000000002</example>
    [TextFormat("uuid"), StringLength(36)]
    public string? TenantId { get; init; }

    /// <summary>Only events of this actor: client id, account id, or user name on the server.</summary>
    /// <example>demo-workshop</example>
    [StringLength(100)]
    public string? Actor { get; init; }

    /// <summary>Only events of this kind, `area.noun.happened`.</summary>
    /// <example>administration.client.created</example>
    [StringLength(100)]
    public string? Action { get; init; }

    /// <summary>Only events of the object with this id.</summary>
    /// <example>demo-workshop</example>
    [StringLength(200)]
    public string? ObjectId { get; init; }

    /// <summary>Only events at or after this instant (RFC 3339).</summary>
    /// <example>2026-10-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedFrom { get; init; }

    /// <summary>Only events before this instant (RFC 3339).</summary>
    /// <example>2026-11-01T00:00:00Z</example>
    [DataType(DataType.DateTime), StringLength(40)]
    public string? CreatedTo { get; init; }

    /// <summary>Compression of the result: <c>none</c> (the default) or <c>gzip</c>.</summary>
    /// <example>gzip</example>
    [EnumText<JobCompression>]
    public string? Compression { get; init; }

    internal JobResultForm Form => new(JobResultFormat.Ndjson, EnumTextAttribute<JobCompression>.Parse(Compression) ?? JobCompression.None);
}
