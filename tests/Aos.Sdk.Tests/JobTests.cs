using System.IO.Compression;
using System.Text;
using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Aos.Sdk.Tests;

[Trait("Scorecard", "23")]
public sealed class JobTests
{
    private static readonly Guid Id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");

    [Fact]
    public async Task A_job_is_started_in_one_process_and_finished_in_another()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(State("queued", 0, 202, ("Retry-After", "2")));
        var started = await api.Nasty().Lookups.StartJobAsync(AosUpload.FromKeys(["V1", "V2"]));
        Assert.Equal((Id, JobStatus.Queued), (started.Id, started.State!.Status));
        Assert.Equal(("application/x-ndjson", "\"V1\"\n\"V2\"\n", "10"), (api.Requests[0].Header("Content-Type"), api.Requests[0].Body, api.Requests[0].Header("Content-Length")));

        api.Next(State("running", 10, 200, ("Retry-After", "1")), State("running", 60, 200), State("succeeded", 100, 200));
        var told = new List<JobProgress>();
        var job = api.Nasty().Lookups.ResumeJob(started.Id);
        var done = await job.WaitAsync(new Immediately(told.Add));

        Assert.Equal([10, 60, 100], told.Select(progress => progress.Percent));
        Assert.Equal(TimeSpan.FromSeconds(1), api.Clock.Waits[0]);
        Assert.Equal(2, done.Result!.Rows);
        Assert.All(api.Requests.Skip(1), request => Assert.Equal($"/nasty/v1/jobs/{Id}", request.Target));

        api.Otherwise = Answers.Text(200, "application/x-ndjson", "{\"vin\":\"V1\"}\n{\"vin\":\"V2\"}\n");
        var rows = new List<Vehicle>();
        await foreach (var row in job.ReadResultAsync())
            rows.Add(row);
        Assert.Equal(["V1", "V2"], rows.Select(row => row.Vin));
        Assert.Equal($"/nasty/v1/jobs/{Id}/result", api.Requests[^1].Target);
    }

    [Fact]
    public async Task Cancel_and_its_end()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(State("cancelled", 10, 201));
        var job = api.Nasty().Lookups.ResumeJob(Id);
        await job.CancelAsync();
        Assert.Equal(("POST", $"/nasty/v1/jobs/{Id}/cancellations"), (api.Requests[0].Method, api.Requests[0].Target));
        Assert.NotNull(api.Requests[0].Header("Idempotency-Key"));
        var thrown = await Assert.ThrowsAsync<AosJobException>(() => job.WaitAsync());
        Assert.Equal(("sdk.job-cancelled", Id), (thrown.Code, thrown.Job.Id));
    }

    [Fact]
    public async Task A_failed_job_tells_why()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Json(200, $$"""{"id":"{{Id}}","status":"failed","problem":{"code":"jobs.input-unreadable","detail":"Line 7 is too long.","type":"https://x/problems/y"} }"""));
        var thrown = await Assert.ThrowsAsync<AosJobException>(() => api.Nasty().Lookups.ResumeJob(Id).WaitAsync());
        Assert.Equal($"The job {Id} failed, jobs.input-unreadable: Line 7 is too long. (see https://x/problems/y)", thrown.Message);
    }

    [Theory]
    [InlineData("\n\n{\"vin\":\"A\"}\r\n\n{\"vin\":\"B\"}", false)]
    [InlineData("{\"vin\":\"A\"}\n{\"vin\":\"B\"}\n", true)]
    public async Task Rows_are_read_from_every_form(string text, bool isGzip)
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context => Bytes(context, isGzip ? "application/gzip" : "application/x-ndjson", isGzip ? Gzip(text) : Encoding.UTF8.GetBytes(text));
        var rows = new List<string>();
        await foreach (var row in api.Nasty().Lookups.ResumeJob(Id).ReadResultAsync())
            rows.Add(row.Vin);
        Assert.Equal(["A", "B"], rows);
    }

    [Fact]
    public async Task A_row_may_be_longer_than_the_buffer()
    {
        await using var api = await FakeApi.StartAsync();
        var rows = Enumerable.Range(1, 40).Select(number => new string('x', number * 10_000)).ToList();
        api.Otherwise = Answers.Text(200, "application/x-ndjson", string.Join('\n', rows.Select(row => $"{{\"vin\":\"{row}\"}}")));
        var read = new List<string>();
        await foreach (var row in api.Nasty().Lookups.ResumeJob(Id).ReadResultAsync())
            read.Add(row.Vin);
        Assert.Equal(rows, read);
    }

    [Fact]
    public async Task A_table_is_downloaded_and_not_read_as_rows()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Text(200, "text/csv", "vin\nV1\n");
        var job = api.Nasty().Lookups.ResumeJob(Id);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var row in job.ReadResultAsync())
                Assert.Fail("No row can come.");
        });
        var path = Path.Combine(Path.GetTempPath(), $"aos-result-{Guid.NewGuid()}");
        await job.DownloadResultAsync(path);
        Assert.Equal("vin\nV1\n", await File.ReadAllTextAsync(path));
        File.Delete(path);
    }

    [Fact]
    public async Task An_upload_of_a_file_is_sent_again_and_a_bare_stream_is_not()
    {
        await using var api = await FakeApi.StartAsync();
        var path = Path.Combine(Path.GetTempPath(), $"aos-upload-{Guid.NewGuid()}.ndjson.gz");
        await File.WriteAllBytesAsync(path, Gzip("{\"vin\":\"V1\"}\n"));
        api.Next(Answers.Problem(503, "service.down"), State("queued", 0, 202));
        await api.Nasty().Lookups.StartJobAsync(AosUpload.FromFile(path));
        File.Delete(path);
        Assert.Equal(2, api.Requests.Count);
        Assert.All(api.Requests, request => Assert.Equal(("application/x-ndjson", "gzip"), (request.Header("Content-Type"), request.Header("Content-Encoding"))));
        Assert.Single(api.Requests.Select(request => request.Header("Idempotency-Key")).Distinct());

        api.Next(Answers.Problem(503, "service.down"));
        using var bare = new GZipStream(new MemoryStream(Gzip("V1\n")), CompressionMode.Decompress);
        await Assert.ThrowsAsync<AosServerException>(() => api.Nasty().Lookups.StartJobAsync(AosUpload.FromStream(bare, "text/csv")));
        Assert.Equal(("V1\n", "chunked"), (api.Requests[2].Body, api.Requests[2].Header("Transfer-Encoding")));
        Assert.Equal(3, api.Requests.Count);
        Assert.Throws<ArgumentException>(() => AosUpload.FromFile("vins.xlsx"));
    }

    private static RequestDelegate State(string status, int progress, int answer, params (string, string)[] headers) => Answers.Json(
        answer,
        $$"""{"id":"{{Id}}","kind":"vehicleLookup","status":"{{status}}","progress":{{progress}},"processed":{{progress}},"total":100,"createdAt":"2026-03-01T10:00:00Z","result":{"url":"/x","mediaType":"application/x-ndjson","bytes":26,"rows":2,"sha256":"00"} }""",
        headers);

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static Task Bytes(HttpContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    private sealed class Immediately(Action<JobProgress> action) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => action(value);
    }
}
