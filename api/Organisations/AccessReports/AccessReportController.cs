using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.AccessReports;

/// <summary>Who in the own organisation holds which right.</summary>
[ApiProduct("portal", 1)]
[Route("access-report")]
[Tags("AccessReport")]
[Access(Scopes.PortalRead, Person = Person.Representative)]
internal sealed class AccessReportController(AccessReporting reporting) : AosController
{
    /// <summary>Read the access report</summary>
    /// <remarks>Who holds which right, since when and by whom: the organisation, its people and its programs, those of the sandbox included.</remarks>
    [HttpGet(Name = "GetAccessReport"), Translated]
    [ProducesResponseType<Page<AccessReportLine>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<AccessReportLine>>> GetAccessReport([FromQuery] AccessReportQuery query) =>
        await reporting.ListAsync(this, Caller, Caller.ParentTenantId ?? Caller.TenantId, query, isStaff: false);

    /// <summary>Download the access report</summary>
    /// <remarks>The whole report as a file, CSV or NDJSON. In a CSV file a text that a spreadsheet would take for a formula begins with an apostrophe.</remarks>
    [HttpGet("download", Name = "DownloadAccessReport"), Translated, FileAnswer(AccessReportFile.Csv, AccessReportFile.Ndjson, HasRanges = false)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public Task<IActionResult> DownloadAccessReport([FromQuery] AccessReportFileQuery query) =>
        reporting.FileAsync(this, Caller, Caller.ParentTenantId ?? Caller.TenantId, query, isStaff: false);
}

/// <summary>Who in an organisation, or of the staff, holds which right.</summary>
[ApiProduct("administration", 1)]
[Route("organisations/{organisationId}/access-report")]
[Tags("AccessReport")]
[Access(Scopes.Administration, Machine = ManagedPermissionsController.Right, Person = ManagedPermissionsController.Right, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class OrganisationAccessReportController(AccessReporting reporting, Writes writes) : AosController
{
    /// <summary>Read the access report of an organisation</summary>
    /// <remarks>Who holds which right, since when and by whom. With the id of the operator: of its staff and programs.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation, or of the operator.</param>
    /// <param name="query">Filters.</param>
    [HttpGet(Name = "GetOrganisationAccessReport"), Translated, StaffRead]
    [ProducesResponseType<Page<AccessReportLine>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<AccessReportLine>>> GetOrganisationAccessReport([TextFormat("uuid")] string organisationId, [FromQuery] AccessReportQuery query) =>
        await reporting.ListAsync(this, Caller, await FindAsync(organisationId), query, isStaff: true);

    /// <summary>Download the access report of an organisation</summary>
    /// <remarks>The whole report as a file, CSV or NDJSON. In a CSV file a text that a spreadsheet would take for a formula begins with an apostrophe.</remarks>
    /// <param name="organisationId" example="0197c9a0-0000-7000-8000-000000000002">Id of the organisation, or of the operator.</param>
    /// <param name="query">Form and filters.</param>
    [HttpGet("download", Name = "DownloadOrganisationAccessReport"), Translated, FileAnswer(AccessReportFile.Csv, AccessReportFile.Ndjson, HasRanges = false), StaffRead]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<IActionResult> DownloadOrganisationAccessReport([TextFormat("uuid")] string organisationId, [FromQuery] AccessReportFileQuery query) =>
        await reporting.FileAsync(this, Caller, await FindAsync(organisationId), query, isStaff: true);

    private async Task<Guid> FindAsync(string organisationId) =>
        (await writes.RunAsync(Caller.Actor, HttpContext.TraceIdentifier, write => OrganisationPermissionActs.ReadAsync(write, organisationId), HttpContext.RequestAborted)).Id;
}

/// <summary>Source-generated JSON of access reports.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AccessReportLine))]
[JsonSerializable(typeof(Page<AccessReportLine>))]
internal sealed partial class AccessReportJson : JsonSerializerContext;

/// <summary>Introduces access reports.</summary>
internal static class AccessReportsModule
{
    public static IServiceCollection AddAccessReports(this IServiceCollection services) => services
        .AddSingleton<AccessReporting>()
        .AddSingleton<IJsonTypeInfoResolver>(AccessReportJson.Default);
}
