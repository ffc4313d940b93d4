using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Exports;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Many vehicles by their VINs, at once or as a job.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("lookup-jobs")]
[Tags("Lookups")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class LookupJobsController(JobDesk desk, LookupUpload upload, Releases releases) : AosController
{
    /// <summary>Time that an upload may take, in milliseconds.</summary>
    private const int UploadTime = 15 * 60 * 1000;

    /// <summary>Look up the VINs of a file</summary>
    /// <remarks>
    /// Up to 1,000,000 VINs and 128 MB. `application/x-ndjson` has on each line a JSON string, or an object with `vin` and maybe `reference`;
    /// `text/csv` has a header line with a column `vin` and maybe `reference`, divided by commas or semicolons, other columns are ignored. The
    /// file is checked before the job begins; a text that is no VIN is a row of the result and refuses nothing. The result has a row for each VIN,
    /// in order, all from the data release that is current now. It costs one unit for each row with a vehicle, when it is delivered.
    /// </remarks>
    /// <param name="query">What the result shall look like.</param>
    [HttpPost(Name = "StartLookupJob"), Idempotent, Translated, QuotaCost(0), ResultItem(typeof(VehicleLookup))]
    [StreamedBody(LookupUpload.Ndjson, LookupUpload.Csv, MaxBytes = LookupLines.MaxBytes, MayBeCoded = true), RequestSizeLimit(LookupLines.MaxBytes), RequestTimeout(UploadTime)]
    [ProducesResponseType<Job>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<IActionResult> StartLookupJob([FromQuery] LookupJobQuery query)
    {
        LookupUpload.Check(Request);
        var release = await releases.CurrentAsync(Caller.DataSet, HttpContext.RequestAborted) ?? throw LookupErrors.NoData.With();
        var id = await desk.Store.ReceiveAsync(HttpContext, Caller, Language, new()
        {
            Kind = LookupJob.KindName,
            Input = VehicleJobInput.Of(query.Form, query.Wanted, release, Caller).ToJson(),
            Release = release.Name,
            Form = query.Form,
            FileName = "vehicle-lookup",
        });
        try
        {
            var rows = await upload.ReceiveAsync(HttpContext, id);
            Response.Headers.ContentLanguage = Language;
            return await desk.Writes.RunAsync(HttpContext, async write =>
            {
                var job = await JobStore.BeginAsync(write, Caller, id, rows);
                return Answer.Accepted(JobPaths.Of(job), job.ToJob(JobPaths.Of(job), desk.Problems));
            });
        }
        catch
        {
            await desk.Store.DropAsync(id);
            throw;
        }
    }
}
