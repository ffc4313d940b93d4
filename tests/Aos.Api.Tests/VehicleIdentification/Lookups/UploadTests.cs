using System.Net.Http.Headers;
using System.Text;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Lookups;

/// <summary>Files that are refused before a job begins, and where.</summary>
public sealed class UploadTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Ndjson = "application/x-ndjson";

    [Theory]
    [InlineData(Ndjson, "", "file-empty", null)]
    [InlineData(Ndjson, "\n \n\t\n", "file-empty", null)]
    [InlineData("text/csv", "", "file-empty", null)]
    [InlineData("text/csv", "vin;reference\r\n\r\n", "file-empty", null)]
    [InlineData("text/csv", "number,reference\nWBAUV71070A193748,1", "vin-column-missing", null)]
    [InlineData("text/csv", "WBAUV71070A193748\n", "vin-column-missing", null)]
    [InlineData("text/csv", "vin,a\nx,\"open\ny,z\n", "file-line-unreadable", "/lines/2 format-invalid")]
    [InlineData(Ndjson, "\"a\"\n\nnonsense", "file-line-unreadable", "/lines/3 format-invalid")]
    [InlineData(Ndjson, "\"a\"\n\"b\" \"c\"", "file-line-unreadable", "/lines/2 format-invalid")]
    [InlineData(Ndjson, "\"a\"\n17", "file-line-unreadable", "/lines/2 format-invalid")]
    [InlineData(Ndjson, "[\"a\"]", "file-line-unreadable", "/lines/1 format-invalid")]
    [InlineData(Ndjson, "{\"reference\":\"a\"}", "file-line-unreadable", "/lines/1 required")]
    [InlineData(Ndjson, "{\"vin\":\"a\",\"colour\":\"a\"}", "file-line-unreadable", "/lines/1 unknown")]
    [InlineData(Ndjson, "{\"vin\":\"a\",\"vin\":\"b\"}", "file-line-unreadable", "/lines/1 repeated")]
    [InlineData(Ndjson, "{\"vin\":17}", "file-line-unreadable", "/lines/1 type-invalid")]
    [InlineData(Ndjson, "{\"vin\":{\"a\":1}}", "file-line-unreadable", "/lines/1 type-invalid")]
    [InlineData(Ndjson, "{\"vin\":\"a\"", "file-line-unreadable", "/lines/1 format-invalid")]
    [InlineData(Ndjson, "\"a\u0000\"", "file-line-unreadable", "/lines/1 format-invalid")]
    [Trait("Case", "DOS-2")]
    public async Task A_file_that_cannot_be_read(string type, string file, string code, string? where)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.UploadAsync(file, type);
        var problem = await answer.ProblemAsync(422, "vehicle-identification." + code);
        Assert.Equal(where, problem["errors"]?[0] is { } error ? $"{error["pointer"]} {error["code"]}" : null);
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_told_with_their_line()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.UploadAsync([.. "vin\nWBAUV71070A193748\n"u8, 0xC3, 0x28, .. "\n"u8], "text/csv");
        Assert.Equal("/lines/3", (string?)(await answer.ProblemAsync(422, "vehicle-identification.file-line-unreadable"))["errors"]![0]!["pointer"]);
    }

    [Theory]
    [InlineData("text/csv", "vin,reference\n1,")]
    [InlineData(Ndjson, "{\"vin\":\"1\",\"reference\":\"")]
    public async Task What_is_too_long(string type, string before)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var reference = await workshop.UploadAsync(before + new string('a', 201) + (type == Ndjson ? "\"}" : ""), type);
        Assert.Equal("too-long", (string?)(await reference.ProblemAsync(422, "vehicle-identification.file-line-unreadable"))["errors"]![0]!["code"]);
        using var line = await workshop.UploadAsync(before + new string('a', 200_000), type);
        Assert.Equal("too-long", (string?)(await line.ProblemAsync(422, "vehicle-identification.file-line-unreadable"))["errors"]![0]!["code"]);
    }

    [Fact]
    [Trait("Case", "DOS-7")]
    public async Task A_record_over_many_lines_is_read_once()
    {
        await using var host = new ApiHost(new() { ["Jobs:Workers"] = "0" });
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        // Read anew for each of its lines, these records would take minutes.
        var record = "WBAUV71070A193748,\"" + new string('\n', 65_000) + "a \"\"word\"\"\",R1\n";
        using var begun = await workshop.UploadAsync("vin,note,reference\n" + string.Concat(Enumerable.Repeat(record, 100)), "text/csv");
        await begun.BegunAsync();
        var part = await host.SqlAsync<byte[]>("select data from platform.job_parts");
        Assert.Equal(Enumerable.Repeat("""["WBAUV71070A193748","R1"]""", 100), System.Text.Json.Nodes.JsonNode.Parse(part)!.AsArray().Select(row => row!.ToJsonString()));
        using var open = await workshop.UploadAsync("vin,note\n1,\"" + new string('\n', 66_000) + "\"", "text/csv");
        Assert.Equal("/lines/2", (string?)(await open.ProblemAsync(422, "vehicle-identification.file-line-unreadable"))["errors"]![0]!["pointer"]);
    }

    [Fact]
    [Trait("Case", "DOS-9")]
    public async Task One_row_too_many()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var file = Encoding.UTF8.GetBytes("vin\n" + string.Concat(Enumerable.Repeat("1\n", 1_000_001)));
        using var answer = await workshop.UploadAsync(JobCalls.Zip(file), "text/csv", coding: "gzip");
        await answer.ProblemAsync(422, "vehicle-identification.file-too-many-rows");
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.jobs where state = 'receiving'"));
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from platform.job_parts p join platform.jobs j on j.id = p.job_id where j.state = 'deleted'"));
    }

    [Fact]
    [Trait("Case", "DOS-6")]
    public async Task A_gzip_bomb_is_stopped_at_the_limit()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var bomb = JobCalls.Zip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string(' ', 60_000) + "\n", 2_300))));
        Assert.InRange(bomb.Length, 1, 2_000_000);
        using var answer = await workshop.UploadAsync(bomb, coding: "gzip");
        await answer.ProblemAsync(413, "request.too-large");
    }

    [Fact]
    [Trait("Case", "DOS-1")]
    public async Task A_body_that_says_it_is_too_large()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var request = new HttpRequestMessage(HttpMethod.Post, JobCalls.Uploads) { Content = new StreamContent(new MemoryStream([1])) };
        request.Content.Headers.ContentLength = (128L * 1024 * 1024) + 1;
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Ndjson);
        request.Headers.Add("Idempotency-Key", "large");
        request.Headers.ExpectContinue = true;
        using var answer = await workshop.SendAsync(request);
        await answer.ProblemAsync(413, "request.too-large");
    }

    [Fact]
    public async Task What_is_no_gzip()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var plain = await workshop.UploadAsync("\"WBAUV71070A193748\""u8.ToArray(), coding: "gzip");
        await plain.ProblemAsync(422, "vehicle-identification.file-not-gzip");
        var zipped = JobCalls.Zip(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"\"{i}\""))));
        using var cut = await workshop.UploadAsync(zipped[..(zipped.Length / 2)], coding: "gzip");
        await cut.ProblemAsync(422, "vehicle-identification.file-not-gzip");
    }

    [Theory]
    [Trait("Case", "DOS-6")]
    [InlineData("application/json", null)]
    [InlineData("text/csv; charset=iso-8859-1", null)]
    [InlineData("", null)]
    [InlineData(Ndjson, "br")]
    [InlineData(Ndjson, "deflate")]
    public async Task Another_type_or_coding(string type, string? coding)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.UploadAsync("\"WBAUV71070A193748\""u8.ToArray(), type, coding: coding);
        await answer.ProblemAsync(415, "vehicle-identification.file-type-unsupported");
    }

    [Theory]
    [InlineData("?resultFormat=xml", "resultFormat")]
    [InlineData("?compression=zip", "compression")]
    [InlineData("?view=all", "view")]
    [InlineData("?colour=red", "colour")]
    public async Task Wrong_parameters(string query, string parameter)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.UploadAsync("\"1\"", query: query);
        Assert.Equal(parameter, (string?)(await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]![0]!["parameter"]);
    }

    [Fact]
    public async Task Without_a_key()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.PostAsync(JobCalls.Uploads, new StringContent("\"1\"", Encoding.UTF8, Ndjson));
        await answer.ProblemAsync(400, "idempotency.key-required");
    }

    [Fact]
    public async Task Without_data()
    {
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        using var answer = await production.UploadAsync("\"1\"");
        await answer.ProblemAsync(409, "vehicle-identification.no-data");
    }

    [Fact]
    public async Task Without_the_right()
    {
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var answer = await bare.UploadAsync("\"1\"");
        await answer.ProblemAsync(403, "access.product-not-granted");
    }

    [Fact]
    public async Task More_unfinished_jobs_than_an_organisation_may_have()
    {
        await using var host = new ApiHost(new() { ["Jobs:Workers"] = "0" });
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 20; i++)
            using (var begun = await workshop.UploadAsync("\"1\""))
                await begun.BegunAsync();
        using var answer = await workshop.UploadAsync("\"1\"");
        await answer.ProblemAsync(409, "jobs.too-many");
        Assert.Equal("30", answer.Header("Retry-After"));
        // Files that are still coming count too.
        await host.SqlAsync("update platform.jobs set state = 'receiving'");
        using var second = await workshop.UploadAsync("\"1\"");
        await second.ProblemAsync(409, "jobs.too-many");
        using var export = await workshop.PostJsonAsync(JobCalls.Exports, "{}");
        await export.ProblemAsync(409, "jobs.too-many");
        using var other = await host.AsAsync(Somebody.MiniWorkshop);
        using var taken = await other.UploadAsync("\"1\"");
        await taken.BegunAsync();
    }
}
