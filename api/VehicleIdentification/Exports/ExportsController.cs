using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Lookups;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>All vehicles that the caller sees, as a file.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("exports")]
[Tags("Exports")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class ExportsController(JobDesk desk, Releases releases) : AosController
{
    /// <summary>Export all vehicles</summary>
    /// <remarks>Begins a job whose result holds every vehicle that you may see in the data release that is current now, in order of their VINs. It costs one unit for each vehicle, when it is delivered. To keep a copy up to date read what has changed since.</remarks>
    /// <param name="body">What is exported, and in what form.</param>
    [HttpPost(Name = "StartExport"), Idempotent, Translated, QuotaCost(0), ResultItem(typeof(Vehicle))]
    [ProducesResponseType<Job>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<IActionResult> StartExport([FromBody] VehicleExportRequest body)
    {
        var release = await releases.CurrentAsync(Caller.DataSet, HttpContext.RequestAborted) ?? throw LookupErrors.NoData.With();
        var input = VehicleJobInput.Of(body.Form, body.Wanted, release, Caller);
        if (body.Brands is { Count: > 0 } brands)
            input = input with { Brands = [.. input.Brands.Intersect(brands, StringComparer.Ordinal)] };
        Response.Headers.ContentLanguage = Language;
        return await desk.Writes.RunAsync(HttpContext, async write =>
        {
            var job = await JobStore.AddAsync(write, HttpContext, Caller, Language, new()
            {
                Kind = ExportJob.KindName,
                Input = input.ToJson(),
                Release = release.Name,
                Form = body.Form,
                FileName = "vehicle-export",
            });
            return Answer.Accepted(JobPaths.Of(job), job.ToJob(JobPaths.Of(job), desk.Problems));
        });
    }
}
