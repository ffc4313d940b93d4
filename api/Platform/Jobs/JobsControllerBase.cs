using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Platform.Jobs;

/// <summary>What the jobs of a product need.</summary>
internal sealed record JobDesk(JobStore Store, JobParts Parts, JobCharges Charges, ProblemWriter Problems, Writes.Writes Writes, Cursors Cursors, PublicOrigin Origin, TimeProvider Time);

/// <summary>The jobs of one product; its area derives a controller that says where they stand and who may call.</summary>
internal abstract class JobsControllerBase(JobDesk desk) : AosController
{
    /// <summary>List jobs</summary>
    /// <remarks>Jobs of your organisation, newest first.</remarks>
    [HttpGet(Name = "ListJobs"), QuotaCost(0)]
    [ProducesResponseType<Page<Job>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<Job>>> ListJobs([FromQuery] JobQuery query, CancellationToken cancellationToken)
    {
        var list = Cursors.ListKey(Product + "/jobs", Caller, Joined(query.Status), Joined(query.Kind));
        Guid? after = desk.Cursors.Read(list, query.Cursor) is [{ } last] ? Guid.Parse(last) : null;
        var found = await desk.Store.ListAsync(Product, Caller, query, after, cancellationToken);
        var rows = Page.Of(found, query.Take, job => desk.Cursors.Make(list, job.Id.ToString()));
        PageLinks.Set(HttpContext, desk.Origin, rows.NextCursor);
        var page = new Page<Job> { Items = [.. rows.Items.Select(ToJob)], NextCursor = rows.NextCursor };
        if (query.IncludeTotal != true)
            return page;
        var (total, isCapped) = await desk.Store.CountAsync(Product, Caller, query, cancellationToken);
        return page with { Total = total, TotalIsCapped = isCapped };
    }

    /// <summary>Read a job</summary>
    /// <remarks>How far the job is. While it is queued or running, `Retry-After` says when it is worth asking again.</remarks>
    /// <param name="jobId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the job.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{jobId}", Name = "GetJob"), QuotaCost(0), ResponseHeader("Retry-After")]
    [ProducesResponseType<Job>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Job>> GetJob([TextFormat("uuid")] string jobId, CancellationToken cancellationToken)
    {
        var job = await FindAsync(jobId, cancellationToken);
        Response.Headers.ETag = job.Etag;
        if (!job.IsFinished)
            Response.Headers.RetryAfter = Text(job.RetryAfterSeconds(desk.Time.GetUtcNow()));
        return ToJob(job);
    }

    /// <summary>Cancel a job</summary>
    /// <remarks>A queued job ends at once, a running one after the piece that is being worked on: read the job until its `status` is `cancelled`. What has been done is discarded and costs nothing. Cancelling twice is no error.</remarks>
    /// <param name="jobId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the job.</param>
    [HttpPost("{jobId}/cancellations", Name = "CancelJob"), Idempotent, QuotaCost(0)]
    [ProducesResponseType<Job>(StatusCodes.Status201Created)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    public Task<IActionResult> CancelJob([TextFormat("uuid")] string jobId) => desk.Writes.RunAsync(HttpContext, async write =>
    {
        var job = await JobStore.CancelAsync(write, Product, Caller, IdOf(jobId));
        if (job is null)
        {
            var ended = await FindAsync(jobId, write.Cancellation);
            job = ended.State == "cancelled" ? ended : throw JobErrors.Finished.With(ended.State);
        }

        return Answer.Created(JobPaths.Of(job), ToJob(job), job.Etag);
    });

    /// <summary>Delete a job</summary>
    /// <remarks>Removes an ended job and its result before their time.</remarks>
    /// <param name="jobId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the job.</param>
    /// <param name="ifMatch">`ETag` of the state that is deleted.</param>
    [HttpDelete("{jobId}", Name = "DeleteJob"), QuotaCost(0)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status412PreconditionFailed, ProblemWriter.MediaType)]
    public Task<IActionResult> DeleteJob([TextFormat("uuid")] string jobId, [FromHeader(Name = "If-Match")] string? ifMatch) => desk.Writes.RunAsync(HttpContext, async write =>
    {
        var version = EntityTag.RequiredVersion(ifMatch);
        var job = await FindAsync(jobId, write.Cancellation);
        if (!job.IsFinished)
            throw JobErrors.NotFinished.With(job.State);
        return await JobStore.DeleteAsync(write, Caller, job, version) ? Answer.Deleted() : throw PreconditionErrors.VersionConflict.With();
    });

    /// <summary>Download the result of a job</summary>
    /// <remarks>The file, in the format that was asked for; `Repr-Digest` is its SHA-256. With `Range: bytes=…` (one range, and `If-Range` with the `ETag`) the answer is 206 with that part, so that a download that broke off can go on; a range behind the end is 416. Results are kept until `expiresAt` of the job. Delivering the result is what a job costs: one unit for each row that holds a value, and a part of the file its share of them, with all that lies before it. What has been delivered once is free from then on. If more rows are asked for than units are left of the day, the answer is 429: ask for a part, or wait for the next day.</remarks>
    /// <param name="jobId" example="0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d">Id of the job.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{jobId}/result", Name = "GetJobResult"), QuotaCost(1, PerValue = true), DisableRequestTimeout]
    [FileAnswer("application/x-ndjson", "text/csv", "application/gzip")]
    [ResponseHeader("Accept-Ranges"), ResponseHeader("Repr-Digest"), ResponseHeader("Content-Disposition"), ResponseHeader("Last-Modified")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status409Conflict, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status410Gone, ProblemWriter.MediaType)]
    [ProducesResponseType<Problem>(StatusCodes.Status416RangeNotSatisfiable, ProblemWriter.MediaType)]
    public async Task<IActionResult> GetJobResult([TextFormat("uuid")] string jobId, CancellationToken cancellationToken)
    {
        var job = await FindAsync(jobId, cancellationToken);
        var now = desk.Time.GetUtcNow();
        if (job.ResultSha256 is null)
            throw new ProblemException(JobErrors.ResultNotReady, [job.State]) { RetryAfterSeconds = job.IsFinished ? null : job.RetryAfterSeconds(now) };
        if (!job.HasParts || job.ExpiresAt <= now)
            throw JobErrors.ResultExpired.With(job.ExpiresAt!.Value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return new JobResultAnswer(job, desk.Parts, desk.Charges);
    }

    private string Product => JobPaths.ProductOf(HttpContext);

    private Job ToJob(JobRow job) => job.ToJob(JobPaths.Of(job), desk.Problems);

    private async Task<JobRow> FindAsync(string jobId, CancellationToken cancellation) =>
        await desk.Store.FindAsync(Product, Caller, IdOf(jobId), cancellation) ?? throw JobErrors.NotFound.With(jobId);

    /// <summary>The framework binds a path value of nothing but blanks as null.</summary>
    private static Guid IdOf(string? jobId) => Guid.TryParseExact(jobId, "D", out var id) ? id : throw JobErrors.NotFound.With(CallerName.Shown(jobId ?? ""));

    private static string? Joined(string[]? values) => values is null ? null : string.Join('\u001f', values);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
