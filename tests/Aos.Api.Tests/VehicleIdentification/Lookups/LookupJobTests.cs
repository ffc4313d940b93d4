using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Lookups;

/// <summary>Files of VINs, from upload to result.</summary>
[Trait("Decision", "API-D25")]
public sealed class LookupJobTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Example = "WBAUV71070A193748";

    [Fact]
    public async Task NDJSON_in_and_NDJSON_out_in_order()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var vins = SampleVehicle.All.Select(vehicle => vehicle.Vin).ToList();
        var rows = vins.Select((vin, i) => i % 2 == 0 ? $"\"{vin}\"" : $$"""{"reference":"r{{i}}","vin":"{{vin.ToLowerInvariant()}}"}""");
        var (job, file) = await workshop.RunAsync(await workshop.UploadAsync("\ufeff" + string.Join("\r\n", rows) + "\n\n\"nonsense\"\n{\"vin\":\"\"}"));
        var lines = JobCalls.Lines(file);
        Assert.Equal(vins.Count + 2, lines.Count);
        Assert.Equal(vins, lines.Take(vins.Count).Select(line => (string)line["vin"]!));
        Assert.Equal(vins.Select((_, i) => i % 2 == 0 ? null : $"r{i}"), lines.Take(vins.Count).Select(line => (string?)line["reference"]));
        Assert.All(lines.Take(vins.Count), line => Assert.Equal("full", (string?)line["vehicle"]!["view"]));
        Assert.Equal([422, 422], lines.Skip(vins.Count).Select(line => (int)line["status"]!));

        var count = vins.Count + 2;
        Assert.Equal(("vehicleLookup", 100, count, count, "2026-10"), ((string)job["kind"]!, (int)job["progress"]!, (int)job["processed"]!, (int)job["total"]!, (string)job["release"]!));
        var result = job["result"]!;
        Assert.Equal(("application/x-ndjson", file.Length, count, vins.Count), ((string)result["mediaType"]!, (int)result["bytes"]!, (int)result["rows"]!, (int)result["values"]!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), (string?)result["sha256"]);
        Assert.Equal(DateTimeOffset.Parse((string)job["finishedAt"]!) + TimeSpan.FromDays(7), DateTimeOffset.Parse((string)job["expiresAt"]!));
    }

    [Fact]
    public async Task A_row_is_the_item_of_a_lookup()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        string[] texts = [Example, "WBAUV71070A999999", "wbauv71O70A193748", "A193748"];
        using var batch = await workshop.SendJsonAsync(HttpMethod.Post, LookUpVehiclesTests.Path, Answers.ToJson(new { vins = texts, view = "summary" }));
        var items = (await batch.JsonAsync())["items"]!.AsArray();
        var (_, file) = await workshop.RunAsync(await workshop.UploadAsync(string.Join('\n', texts.Select(text => $"\"{text}\"")), query: "?view=summary"));
        foreach (var (item, line) in items.Zip(JobCalls.Lines(file)))
        {
            foreach (var other in new[] { item!, line }.Select(one => one["problem"]).OfType<JsonObject>())
                (other["instance"], other["requestId"]) = ("", "");
            Assert.Equal(item!.ToJsonString(), line.ToJsonString());
        }
    }

    [Fact]
    [Trait("Case", "INJ-5")]
    public async Task CSV_in_and_CSV_out_safe_for_spreadsheets()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var csv = $"owner;VIN;Reference\r\n\"Miller; Sons\";{Example};=1+1\r\nx;{Example.ToLowerInvariant()};\"two\nlines \"\"q\"\"\"\r\ny;+49;@a\r\n;;-\r\nshort\r\n";
        var (job, file) = await workshop.RunAsync(await workshop.UploadAsync(csv, "text/csv; charset=utf-8", "?resultFormat=csv&view=summary"));
        var lines = Encoding.UTF8.GetString(file).Split("\r\n");
        Assert.Equal("text/csv; charset=utf-8", (string?)job["result"]!["mediaType"]);
        Assert.StartsWith("input,reference,vin,status,problemCode,problemDetail,findings,brand,brandName,productType,typeKey", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{Example},'=1+1,{Example},200,,,,bmw,BMW,car,UV81", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{Example.ToLowerInvariant()},\"two\nlines \"\"q\"\"\",{Example},200,,,,bmw", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("'+49,'@a,,422,vehicle-identification.vin-invalid,", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("\"\",'-,,422,", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("\"\",,,422,", lines[5], StringComparison.Ordinal);
        Assert.Equal((7, "", 5), (lines.Length, lines[6], (int)job["result"]!["rows"]!));
    }

    [Fact]
    public async Task Gzip_in_and_gzip_out()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var vins = SampleVehicle.All.Select(vehicle => vehicle.Vin).ToList();
        var csv = Encoding.UTF8.GetBytes("vin\n" + string.Join('\n', vins));
        foreach (var format in new[] { "ndjson", "csv" })
        {
            var (_, plain) = await workshop.RunAsync(await workshop.UploadAsync(csv, "text/csv", $"?view=summary&resultFormat={format}"));
            var (job, file) = await workshop.RunAsync(await workshop.UploadAsync(JobCalls.Zip(csv), "text/csv", $"?view=summary&resultFormat={format}&compression=gzip", coding: "gzip"));
            Assert.Equal(plain, JobCalls.Unzip(file));
            Assert.Equal("application/gzip", (string?)job["result"]!["mediaType"]);
            Assert.InRange(file.Length, 1, plain.Length / 4);
        }
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task Rows_show_what_the_owner_sees()
    {
        using var client = await api.AsAsync(Somebody.MiniWorkshop);
        var (job, file) = await client.RunAsync(await client.UploadAsync(string.Join('\n', SampleVehicle.All.Take(300).Select(vehicle => $"\"{vehicle.Vin}\"")), query: "?view=summary"));
        var lines = JobCalls.Lines(file);
        Assert.Equal(SampleVehicle.All.Take(300).Select(vehicle => vehicle.Brand == "mini" ? 200 : 404), lines.Select(line => (int)line["status"]!));
        Assert.Equal(lines.Count(line => (int)line["status"]! == 200), (int)job["result"]!["values"]!);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_is_the_same_job()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.UploadAsync($"\"{Example}\"", key: "upload-1");
        using var again = await workshop.UploadAsync($"\"{Example}\"", key: "upload-1");
        Assert.Equal(await first.BegunAsync(), await again.BegunAsync());
        Assert.Equal((null, "true"), (first.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")));
        using var otherBody = await workshop.UploadAsync("\"WBAUV71070A193749\"", key: "upload-1");
        await otherBody.ProblemAsync(422, "idempotency.key-reused");
        using var otherQuery = await workshop.UploadAsync($"\"{Example}\"", query: "?view=summary", key: "upload-1");
        await otherQuery.ProblemAsync(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_refused_file_leaves_its_key_free_and_no_job()
    {
        using var workshop = await api.AsAsync(Somebody.MotorcycleWorkshop);
        using var refused = await workshop.UploadAsync("", key: "upload-2");
        await refused.ProblemAsync(422, "vehicle-identification.file-empty");
        Assert.Empty((await workshop.ReadAsync(JobCalls.Jobs))["items"]!.AsArray());
        using var right = await workshop.UploadAsync($"\"{Example}\"", key: "upload-2");
        await right.BegunAsync();
    }

    [Fact]
    public async Task A_job_whose_release_was_removed_says_so()
    {
        await using var host = new ApiHost(new() { ["Jobs:Workers"] = "0" });
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var begun = await workshop.UploadAsync($"\"{Example}\"");
        await host.SqlAsync("update vehicle_identification.releases set current = current + 1, oldest = current + 1");
        await using var worker = new ApiHost(new() { ["Jobs:Workers"] = "1" }, database: host.Database);
        await worker.InitializeAsync();
        var job = await workshop.EndedAsync(await begun.BegunAsync());
        Assert.Equal(("failed", "vehicle-identification.release-gone", 410), ((string)job["status"]!, (string)job["problem"]!["code"]!, (int)job["problem"]!["status"]!));
        Assert.Contains("2026-10", (string?)job["problem"]!["detail"], StringComparison.Ordinal);
        Assert.Equal(await begun.BegunAsync(), (string?)job["problem"]!["instance"]);
    }
}
