using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.VehicleIdentification.Lookups;

/// <summary>Up to 1,000 VINs in one request.</summary>
[Trait("Decision", "API-D25")]
public sealed class LookUpVehiclesTests(ApiHost api) : IClassFixture<ApiHost>
{
    public const string Path = "/vehicle-identification/v1/lookups";
    private const string Example = "WBAUV71070A193748";

    [Fact]
    public async Task Items_stand_in_the_order_of_the_request_with_value_or_problem()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answer = await LookUpAsync(workshop, [" wba uv71-070a193748 ", "WBAUV71070A999999", "A193748", Example, "nonsense", "WBAUV71O70A193748"]);
        Assert.Equal((2, "2026-10"), ((int)answer["valueCount"]!, (string)answer["release"]!));
        var items = answer["items"]!.AsArray();
        Assert.Equal([200, 404, 422, 200, 422, 422], items.Select(item => (int)item!["status"]!));
        Assert.Equal([Example, "WBAUV71070A999999", null, Example, null, null], items.Select(item => (string?)item!["vin"]));
        Assert.Equal(["wba uv71-070a193748", "WBAUV71070A999999", "A193748", Example, "nonsense", "WBAUV71O70A193748"], items.Select(item => (string?)item!["input"]));
        Assert.Equal(
            [null, "vehicle-identification.vehicle-not-found", "vehicle-identification.vin-invalid", null, "vehicle-identification.vin-invalid", "vehicle-identification.vin-invalid"],
            items.Select(item => (string?)item!["problem"]?["code"]));
        Assert.Equal([true, false, false, true, false, false], items.Select(item => item!["vehicle"] is not null));
        Assert.Equal(Path, (string?)items[1]!["problem"]!["instance"]);
        Assert.EndsWith("A193748", (string?)items[2]!["problem"]!["resolution"]!["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vehicle_is_the_same_as_by_its_VIN()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        var vins = SampleVehicle.All.Take(30).Select(vehicle => vehicle.Vin).ToList();
        foreach (var view in new[] { "full", "summary" })
        {
            var items = (await LookUpAsync(workshop, vins, $"\"view\":\"{view}\""))["items"]!.AsArray();
            foreach (var (vin, item) in vins.Zip(items))
                Assert.True(JsonNode.DeepEquals(await workshop.ReadAsync($"{VehicleLists.Path}/{vin}?view={view}"), item!["vehicle"]));
        }
    }

    [Fact]
    public async Task Texts_without_a_vehicle_are_checked_and_others_if_asked_for()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var items = (await LookUpAsync(workshop, [Example, "WBAUV71070A999999", "wbauv71O70A193748"]))["items"]!;
        Assert.Null(items[0]!["check"]);
        Assert.Equal(((bool?)true, (bool?)false), ((bool?)items[1]!["check"]!["isWellFormed"], (bool?)items[1]!["check"]!["isKnown"]));
        Assert.Contains(items[2]!["check"]!["findings"]!.AsArray(), finding => (string?)finding!["code"] == "look-alike");
        Assert.Empty(items[2]!["check"]!["candidates"]!.AsArray());
        Assert.True((bool?)(await LookUpAsync(workshop, [Example], "\"checks\":true"))["items"]![0]!["check"]!["isKnown"]);
    }

    [Fact]
    public async Task Candidates_come_when_asked_for()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var items = (await LookUpAsync(workshop, [Example, "wbauv71O70A193748", "WBAUV71070A193784"], "\"candidates\":true"))["items"]!;
        foreach (var item in new[] { items[1], items[2] })
            Assert.Contains(item!["check"]!["candidates"]!.AsArray(), candidate => (string?)candidate!["vin"] == Example);
    }

    [Fact]
    public async Task A_thousand_VINs_are_two_statements_and_candidates_one_more()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var vins = SampleVehicle.All.Take(1000).Select(vehicle => vehicle.Vin).ToList();
        await LookUpAsync(workshop, vins);
        using var statements = new CountedStatements(api);
        var answer = await LookUpAsync(workshop, vins);
        Assert.Equal(1000, (int)answer["valueCount"]!);
        Assert.Equal(vins, answer["items"]!.AsArray().Select(item => (string)item!["vin"]!));
        Assert.Equal(2, statements.Take().Count);
        await LookUpAsync(workshop, ["A193748", "nonsense"], "\"candidates\":true");
        Assert.InRange(statements.Take().Count, 1, 2); // nothing to look for among the VINs
        await LookUpAsync(workshop, [.. vins.Take(5), "WBAUV71070A193784"], "\"candidates\":true");
        Assert.Equal(3, statements.Take().Count);
    }

    [Fact]
    public async Task The_same_VIN_twice_is_two_items()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(2, (int)(await LookUpAsync(workshop, [Example, Example.ToLowerInvariant()]))["valueCount"]!);
    }

    [Fact]
    [Trait("Requirement", "REGX-3")]
    public async Task What_the_caller_has_no_right_for_does_not_exist()
    {
        var vins = SampleVehicle.All.Take(600).Select(vehicle => vehicle.Vin).ToList();
        foreach (var (somebody, sees) in new (Somebody, Func<SampleVehicle, bool>)[] { (Somebody.MiniWorkshop, vehicle => vehicle.Brand == "mini"), (Somebody.MotorcycleWorkshop, vehicle => vehicle.IsMotorcycle) })
        {
            using var client = await api.AsAsync(somebody);
            var items = (await LookUpAsync(client, vins, "\"view\":\"summary\",\"candidates\":true"))["items"]!.AsArray();
            Assert.Equal(SampleVehicle.All.Take(600).Select(vehicle => sees(vehicle) ? 200 : 404), items.Select(item => (int)item!["status"]!));
            foreach (var hidden in items.Where(item => (int)item!["status"]! == 404))
                Assert.DoesNotContain(hidden!["check"]!["candidates"]!.AsArray(), candidate => (string?)candidate!["vin"] == (string?)hidden["vin"]);
        }
    }

    [Fact]
    public async Task Without_data_nothing_is_found()
    {
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        var answer = await LookUpAsync(production, [Example], "\"candidates\":true");
        Assert.Equal((null, 0, 404), ((string?)answer["release"], (int)answer["valueCount"]!, (int)answer["items"]![0]!["status"]!));
    }

    [Fact]
    public async Task An_empty_text_is_an_item_like_any_other_that_is_no_VIN()
    {
        using var client = await api.AsAsync(Somebody.Workshop);
        using var answer = await client.PostJsonAsync("/vehicle-identification/v1/lookups", """{"vins":["WBAUV71070A193748",""," ","WBA\u200b"]}""");
        var items = (await answer.JsonAsync())["items"]!.AsArray();
        Assert.Equal([200, 422, 422, 422], items.Select(item => (int)item!["status"]!));
        Assert.Equal("vehicle-identification.vin-invalid", (string?)items[1]!["problem"]!["code"]);
    }

    [Theory]
    [Trait("Case", "DOS-3")]
    [InlineData("""{"vins":[]}""", 422, "request.fields-invalid", "/vins")]
    [InlineData("""{}""", 422, "request.fields-invalid", "/vins")]
    [InlineData("""{"vins":["x",null]}""", 422, "request.fields-invalid", "/vins/1")]
    [InlineData("""{"vins":["x"],"view":"all"}""", 422, "request.fields-invalid", "/view")]
    [InlineData("""{"vins":["x"],"colour":1}""", 400, "request.body-unreadable", "/colour")]
    [InlineData("""{"vins":"x"}""", 400, "request.body-unreadable", "/vins")]
    [InlineData("""{"vins":[1]}""", 400, "request.body-unreadable", "/vins/0")]
    public async Task A_wrong_body_is_refused(string body, int status, string code, string pointer)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.PostJsonAsync(Path, body);
        var problem = await answer.ProblemAsync(status, code);
        Assert.Equal(pointer, (string?)problem["errors"]![0]!["pointer"]);
    }

    [Fact]
    [Trait("Case", "DOS-3")]
    public async Task More_than_a_thousand_are_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.PostJsonAsync(Path, Answers.ToJson(new { vins = Enumerable.Repeat(Example, 1001) }));
        Assert.Equal("too-many", (string?)(await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["code"]);
    }

    [Fact]
    [Trait("Case", "DOS-6")]
    public async Task A_coded_body_is_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("""{"vins":["x"]}""", System.Text.Encoding.UTF8, "application/json") };
        request.Content.Headers.ContentEncoding.Add("gzip");
        using var answer = await workshop.SendAsync(request);
        await answer.ProblemAsync(415, "request.unsupported-media-type");
    }

    [Theory]
    [InlineData(null, 401, "auth.not-signed-in")]
    [InlineData("test-bare", 403, "access.product-not-granted")]
    [InlineData("test-operator", 403, "access.scope-missing")]
    public async Task Others_are_refused(string? clientId, int status, string code)
    {
        using var client = clientId is null ? api.AsNobody() : await api.AsAsync(Somebody.All.Single(one => one.ClientId == clientId));
        using var answer = await client.PostJsonAsync(Path, """{"vins":["x"]}""");
        await answer.ProblemAsync(status, code);
    }

    [Fact]
    public async Task A_key_is_accepted_and_replays_nothing()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await workshop.SendJsonAsync(HttpMethod.Post, Path, """{"vins":["x"]}""", key: "same");
            Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Header("Idempotency-Replayed")));
        }
    }

    private static async Task<JsonNode> LookUpAsync(HttpClient client, IReadOnlyList<string> vins, string? more = null)
    {
        var body = $$"""{"vins":{{Answers.ToJson(vins)}}{{(more is null ? "" : "," + more)}}}""";
        using var answer = await client.SendJsonAsync(HttpMethod.Post, Path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
