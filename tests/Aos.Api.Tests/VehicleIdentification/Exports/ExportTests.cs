using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Lookups;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Exports;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.VehicleIdentification.Exports;

/// <summary>All vehicles that the caller sees, as a file.</summary>
public sealed class ExportTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Every_vehicle_stands_in_it_once_in_order_and_as_by_its_VIN()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        var (job, file) = await workshop.RunAsync(await workshop.PostJsonAsync(JobCalls.Exports, "{}"));
        var lines = JobCalls.Lines(file);
        Assert.Equal(SampleVehicle.All.Select(vehicle => vehicle.Vin), lines.Select(line => (string)line["vin"]!));
        foreach (var line in lines.Where((_, i) => i % 200 == 0))
            Assert.True(JsonNode.DeepEquals(await workshop.ReadAsync($"{VehicleLists.Path}/{line["vin"]}"), line));
        Assert.Equal(("vehicleExport", "2026-10", SampleVehicle.All.Count, SampleVehicle.All.Count), ((string)job["kind"]!, (string)job["release"]!, (int)job["result"]!["rows"]!, (int)job["result"]!["values"]!));
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task Only_what_the_caller_sees()
    {
        foreach (var (somebody, body, sees) in new (Somebody, string, Func<SampleVehicle, bool>)[]
        {
            (Somebody.MiniWorkshop, """{"view":"summary"}""", vehicle => vehicle.Brand == "mini"),
            (Somebody.MotorcycleWorkshop, """{"view":"summary"}""", vehicle => vehicle.IsMotorcycle),
            (Somebody.Workshop, """{"view":"summary","brands":["mini","rollsRoyce"]}""", vehicle => vehicle.Brand is "mini" or "rollsRoyce"),
            (Somebody.MiniWorkshop, """{"view":"summary","brands":["bmw"]}""", _ => false),
        })
        {
            using var client = await api.AsAsync(somebody);
            var (_, file) = await client.RunAsync(await client.PostJsonAsync(JobCalls.Exports, body));
            Assert.Equal(SampleVehicle.Vins(sees), JobCalls.Lines(file).Select(line => (string)line["vin"]!));
        }
    }

    [Theory]
    [InlineData("ndjson", "none")]
    [InlineData("ndjson", "gzip")]
    [InlineData("csv", "gzip")]
    [Trait("Case", "DOS-7")]
    public async Task One_brand_among_many_comes_in_pieces_that_look_at_few_records(string format, string compression)
    {
        await using var host = new ApiHost(new() { ["Jobs:Workers"] = "0" });
        await host.InitializeAsync();
        using var mini = await host.AsAsync(Somebody.MiniWorkshop);
        using var begun = await mini.PostJsonAsync(JobCalls.Exports, $$"""{"view":"summary","format":"{{format}}","compression":"{{compression}}"}""");
        await begun.BegunAsync();
        var queue = host.Services.GetRequiredService<JobQueue>();
        var parts = host.Services.GetRequiredService<JobParts>();
        var kind = new ExportJob(
            host.Services.GetRequiredService<VehicleStore>(), host.Services.GetRequiredService<Codebooks>(),
            host.Services.GetRequiredService<Releases>(), host.Services.GetRequiredService<JsonSerializerOptions>())
        { Scan = 7 };
        var row = (await queue.ClaimAsync([ExportJob.KindName], CancellationToken.None))!;
        var (pieces, empty) = (0, 0);
        for (var isLast = false; !isLast; pieces++)
        {
            var piece = await kind.RunAsync(new(row, parts), CancellationToken.None);
            Assert.InRange(piece.Rows, 0, 7);
            row = (await queue.CommitAsync(row, piece, CancellationToken.None))!;
            (isLast, empty) = (piece.IsLast, empty + (piece.Rows == 0 ? 1 : 0));
        }

        Assert.InRange(empty, 1, pieces);
        Assert.Equal(SampleVehicle.All.Count / 7 + 1, pieces);
        var file = new MemoryStream();
        await foreach (var part in parts.ReadResultAsync(row.Id, 0, row.ResultBytes, CancellationToken.None))
            file.Write(part.Span);
        var lines = Encoding.UTF8.GetString(compression == "gzip" ? JobCalls.Unzip(file.ToArray()) : file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            SampleVehicle.Vins(vehicle => vehicle.Brand == "mini"),
            format == "csv" ? lines.Skip(1).Select(line => line.Split(',')[0]) : lines.Select(line => (string)JsonNode.Parse(line)!["vin"]!));
        Assert.Equal((long?)SampleVehicle.Vins(vehicle => vehicle.Brand == "mini").Count, row.Total);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task The_compressed_file_is_the_plain_one_also_when_it_is_empty(string format)
    {
        foreach (var (somebody, brand) in new[] { (Somebody.Workshop, "mini"), (Somebody.Workshop, "none") })
        {
            using var client = await api.AsAsync(somebody);
            var (_, plain) = await client.RunAsync(await client.PostJsonAsync(JobCalls.Exports, $$"""{"format":"{{format}}","brands":["{{brand}}"]}"""));
            var (job, zipped) = await client.RunAsync(await client.PostJsonAsync(JobCalls.Exports, $$"""{"format":"{{format}}","compression":"gzip","brands":["{{brand}}"]}"""));
            Assert.Equal(plain, JobCalls.Unzip(zipped));
            Assert.Equal(zipped.Length, (int)job["result"]!["bytes"]!);
        }
    }

    [Fact]
    public async Task A_table_has_a_column_for_each_fact()
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        var (_, file) = await client.RunAsync(await client.PostJsonAsync(JobCalls.Exports, """{"format":"csv"}"""));
        var lines = Encoding.UTF8.GetString(file).Split("\r\n");
        Assert.StartsWith("vin,brand,brandName,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",keySystem,optionCodes,retrofitCodes", lines[0], StringComparison.Ordinal);
        Assert.Equal(SampleVehicle.All.Select(vehicle => vehicle.Vin).Append(""), lines.Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    [Trait("Scorecard", "23")]
    public async Task A_job_killed_at_any_piece_ends_with_the_same_file()
    {
        await using var host = new ApiHost(new() { ["Jobs:Workers"] = "0" });
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var rows = string.Join('\n', SampleVehicle.All.Select(vehicle => $"\"{vehicle.Vin}\"").Concat(Enumerable.Range(0, 1500).Select(i => $"\"x{i}\"")));
        async Task<string> BeginAsync(string compression, int kind) => await (await (kind == 0
            ? workshop.UploadAsync(rows, query: $"?view=summary&resultFormat=csv&compression={compression}")
            : workshop.PostJsonAsync(JobCalls.Exports, $$"""{"compression":"{{compression}}"}"""))).BegunAsync();
        var queue = host.Services.GetRequiredService<JobQueue>();
        var kinds = host.Services.GetRequiredService<JobKinds>();
        var parts = host.Services.GetRequiredService<JobParts>();
        for (var kind = 0; kind < 2; kind++)
        {
            var digests = new HashSet<string>();
            for (var killedAfter = 0; killedAfter < 4; killedAfter++)
            {
                var path = await BeginAsync("gzip", kind);
                var row = (await queue.ClaimAsync(kinds.Names, CancellationToken.None))!;
                for (var i = 0; i < killedAfter && row.Processed != row.Total; i++)
                    row = (await queue.CommitAsync(row, await kinds.Get(row.Kind).RunAsync(new(row, parts), CancellationToken.None), CancellationToken.None))!;
                await host.Clock.AdvanceAsync(TimeSpan.FromSeconds(31));
                await host.Services.GetRequiredService<JobTurn>().RunAsync((await queue.ClaimAsync(kinds.Names, CancellationToken.None))!, CancellationToken.None);
                // Problems name the job and its request; a table has neither.
                digests.Add((string)(await workshop.ReadAsync(path))["result"]!["sha256"]!);
            }

            Assert.Single(digests);
        }
    }

    [Theory]
    [InlineData("""{"format":"xml"}""", 422, "request.fields-invalid")]
    [InlineData("""{"view":"all"}""", 422, "request.fields-invalid")]
    [InlineData("""{"colour":"red"}""", 400, "request.body-unreadable")]
    [InlineData("", 400, "request.body-unreadable")]
    public async Task A_wrong_body_is_refused(string body, int status, string code)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.PostJsonAsync(JobCalls.Exports, body);
        await answer.ProblemAsync(status, code);
    }

    [Fact]
    public async Task Without_data_there_is_nothing_to_export()
    {
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        using var answer = await production.PostJsonAsync(JobCalls.Exports, "{}");
        await answer.ProblemAsync(409, "vehicle-identification.no-data");
    }
}
