using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Lookups;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.VehicleIdentification.Jobs;

/// <summary>Jobs as their owner sees them: list, read, cancel, delete.</summary>
public sealed class JobResourceTests
{
    [Fact]
    public async Task A_queued_job_waits_with_a_hint_when_to_ask_again()
    {
        await using var host = await HostAsync(workers: 0);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var begun = await workshop.UploadAsync("\"1\"\n\"2\"");
        var created = await begun.JsonAsync();
        using var read = await workshop.GetAsync(await begun.BegunAsync());
        var job = await read.JsonAsync();
        Assert.True(JsonNode.DeepEquals(created, job));
        Assert.Equal(("queued", 0, 0, 2, "\"v1\""), ((string)job["status"]!, (int)job["progress"]!, (int)job["processed"]!, (int)job["total"]!, (string)job["etag"]!));
        Assert.Equal(("1", "\"v1\"", "no-cache, private"), (read.Header("Retry-After"), read.Header("ETag"), read.Header("Cache-Control")));
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", "\"v1\"");
        using var same = await workshop.GetAsync(await begun.BegunAsync());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var result = await workshop.GetAsync(await begun.BegunAsync() + "/result");
        await result.ProblemAsync(409, "jobs.result-not-ready");
        Assert.Equal("1", result.Header("Retry-After"));
    }

    [Fact]
    public async Task A_running_job_tells_progress_and_when_it_will_end()
    {
        await using var host = await HostAsync(workers: 0);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var begun = await workshop.UploadAsync(string.Join('\n', Enumerable.Range(0, 4000).Select(i => $"\"{i}\"")), query: "?view=summary");
        var queue = host.Services.GetRequiredService<JobQueue>();
        var row = (await queue.ClaimAsync([.. host.Services.GetRequiredService<JobKinds>().Names], CancellationToken.None))!;
        await host.Clock.AdvanceAsync(TimeSpan.FromSeconds(20));
        var kind = host.Services.GetRequiredService<JobKinds>().Get(row.Kind);
        await queue.CommitAsync(row, await kind.RunAsync(new(row, host.Services.GetRequiredService<JobParts>()), CancellationToken.None), CancellationToken.None);

        using var read = await workshop.GetAsync(await begun.BegunAsync());
        var job = await read.JsonAsync();
        Assert.Equal(("running", 25, 1000), ((string)job["status"]!, (int)job["progress"]!, (int)job["processed"]!));
        // A quarter is done in the twenty seconds, and in what the machine itself took.
        var now = host.Clock.GetUtcNow();
        var left = DateTimeOffset.Parse((string)job["estimatedEndAt"]!) - now;
        Assert.InRange(left.TotalSeconds, 50, 3 * (now - DateTimeOffset.Parse((string)job["startedAt"]!)).TotalSeconds);
        Assert.Equal("30", read.Header("Retry-After"));
        using var early = await workshop.SendJsonAsync(HttpMethod.Delete, await begun.BegunAsync(), null, ifMatch: (string)job["etag"]!);
        await early.ProblemAsync(409, "jobs.not-finished");

        using var cancelled = await workshop.SendJsonAsync(HttpMethod.Post, await begun.BegunAsync() + "/cancellations", null, key: "c");
        Assert.Equal((HttpStatusCode.Created, "running"), (cancelled.StatusCode, (string)(await cancelled.JsonAsync())["status"]!));
        await queue.ReturnAsync(row, TimeSpan.Zero, isAttempt: false);
        await using var worker = new ApiHost(new() { ["Jobs:Workers"] = "1" }, database: host.Database);
        await worker.InitializeAsync();
        var ended = await workshop.EndedAsync(await begun.BegunAsync());
        Assert.Equal(("cancelled", null), ((string)ended["status"]!, ended["result"]));
    }

    [Fact]
    public async Task Cancelling_a_queued_job_ends_it_at_once_and_twice_is_no_error()
    {
        await using var host = await HostAsync(workers: 0);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var begun = await workshop.UploadAsync("\"1\"");
        var path = await begun.BegunAsync();
        using var without = await workshop.PostAsync(path + "/cancellations", null);
        await without.ProblemAsync(400, "idempotency.key-required");
        foreach (var key in new[] { "1", "2" })
        {
            using var cancelled = await workshop.SendJsonAsync(HttpMethod.Post, path + "/cancellations", null, key: key);
            var job = await cancelled.JsonAsync();
            Assert.Equal((HttpStatusCode.Created, "cancelled", path, "\"v2\""), (cancelled.StatusCode, (string)job["status"]!, cancelled.Headers.Location!.ToString(), cancelled.Header("ETag")));
        }

        using var result = await workshop.GetAsync(path + "/result");
        await result.ProblemAsync(409, "jobs.result-not-ready");
        Assert.Null(result.Header("Retry-After"));
        Assert.Equal("jobs.job.cancelled", await host.SqlAsync<string>("select action from platform.audit order by id desc limit 1"));
    }

    [Fact]
    public async Task A_finished_job_cannot_be_cancelled_but_deleted()
    {
        await using var host = await HostAsync(workers: 1);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var (job, _) = await workshop.RunAsync(await workshop.UploadAsync("\"1\""));
        var path = $"{JobCalls.Jobs}/{job["id"]}";
        using var late = await workshop.SendJsonAsync(HttpMethod.Post, path + "/cancellations", null, key: "c");
        await late.ProblemAsync(409, "jobs.finished");
        using var without = await workshop.DeleteAsync(path);
        await without.ProblemAsync(428, "precondition.version-required");
        using var other = await workshop.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: "\"v1\"");
        await other.ProblemAsync(412, "precondition.version-conflict");
        using var deleted = await workshop.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (string)job["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var gone in new[] { path, path + "/result" })
        {
            using var answer = await workshop.GetAsync(gone);
            await answer.ProblemAsync(404, "jobs.not-found");
        }

        using var again = await workshop.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: (string)job["etag"]!);
        await again.ProblemAsync(404, "jobs.not-found");
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_with_filters_and_pages()
    {
        await using var host = await HostAsync(workers: 0);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var paths = new List<string>();
        for (var i = 0; i < 5; i++)
            using (var begun = i % 2 == 0 ? await workshop.UploadAsync("\"1\"") : await workshop.PostJsonAsync(JobCalls.Exports, "{}"))
                paths.Add(await begun.BegunAsync());
        using (await workshop.SendJsonAsync(HttpMethod.Post, paths[0] + "/cancellations", null, key: "c"))
            paths.Reverse();

        async Task<List<string>> ListAsync(string query) =>
            [.. (await workshop.ReadAsync(JobCalls.Jobs + query))["items"]!.AsArray().Select(job => $"{JobCalls.Jobs}/{job!["id"]}")];
        Assert.Equal(paths, await ListAsync(""));
        Assert.Equal([paths[1], paths[3]], await ListAsync("?kind=vehicleExport"));
        Assert.Equal([paths[4]], await ListAsync("?status=cancelled&status=failed"));
        var first = await workshop.ReadAsync(JobCalls.Jobs + "?limit=2&includeTotal=true");
        Assert.Equal(5, (int)first["total"]!);
        Assert.Equal(paths.Skip(2).Take(2), await ListAsync("?limit=2&cursor=" + first["nextCursor"]));
        using var wrong = await workshop.GetAsync(JobCalls.Jobs + "?status=sleeping");
        await wrong.ProblemAsync(400, "request.parameter-invalid");
        using var other = await workshop.GetAsync(JobCalls.Jobs + "?kind=vehicleExport&cursor=" + first["nextCursor"]);
        await other.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task Jobs_of_others_do_not_exist()
    {
        await using var host = await HostAsync(workers: 1);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var (job, _) = await workshop.RunAsync(await workshop.UploadAsync("\"1\""));
        var path = $"{JobCalls.Jobs}/{job["id"]}";
        foreach (var stranger in new[] { Somebody.MiniWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await host.AsAsync(stranger);
            Assert.Empty((await client.ReadAsync(JobCalls.Jobs))["items"]!.AsArray());
            foreach (var (method, at) in new[] { ("GET", path), ("GET", path + "/result"), ("POST", path + "/cancellations"), ("DELETE", path) })
            {
                using var answer = await client.SendJsonAsync(new HttpMethod(method), at, null, key: "c", ifMatch: (string)job["etag"]!);
                await answer.ProblemAsync(404, "jobs.not-found");
            }
        }

        foreach (var id in new[] { "x", "%20%20", Guid.NewGuid().ToString(), ((string)job["id"]!).Replace("-", "", StringComparison.Ordinal) })
        {
            using var answer = await workshop.GetAsync($"{JobCalls.Jobs}/{id}");
            await answer.ProblemAsync(404, "jobs.not-found");
        }

        using var bare = await host.AsAsync(Somebody.WithoutProduct);
        using var refused = await bare.GetAsync(path);
        await refused.ProblemAsync(403, "access.product-not-granted");
    }

    [Fact]
    public async Task A_result_is_kept_for_seven_days()
    {
        await using var host = await HostAsync(workers: 1);
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var (job, file) = await workshop.RunAsync(await workshop.UploadAsync("\"1\""));
        var path = $"{JobCalls.Jobs}/{job["id"]}";
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        using var before = await host.AsAsync(Somebody.Workshop);
        Assert.Equal(file, await before.GetByteArrayAsync(path + "/result"));
        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(6));
        using (var gone = await before.GetAsync(path + "/result"))
            await gone.ProblemAsync(410, "jobs.result-expired");
        await host.Services.GetRequiredService<JobSweep>().RunAsync(CancellationToken.None);
        using (var gone = await before.GetAsync(path + "/result"))
            await gone.ProblemAsync(410, "jobs.result-expired");
        Assert.Null((await before.ReadAsync(path))["result"]);
    }

    private static async Task<ApiHost> HostAsync(int workers)
    {
        var host = new ApiHost(new() { ["Jobs:Workers"] = $"{workers}" });
        await host.InitializeAsync();
        return host;
    }
}
