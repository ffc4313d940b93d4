using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Whole records and summaries are one type; parts of it can be read alone.</summary>
public sealed class VehicleViewTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Example = VehicleLists.Path + "/WBAUV71070A193748";

    private static readonly string[] OfSummary =
    [
        "asOf", "bodyType", "brand", "brandName", "centralMileageKm", "checkDigit", "developmentCode", "engineType", "firstRegisteredOn", "leadModel", "model", "modelDesignation",
        "paint", "producedOn", "productType", "propulsion", "release", "series", "shortVin", "typeKey", "view", "vin",
    ];

    [Fact]
    public async Task A_summary_is_part_of_the_whole_record()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var whole = (await workshop.ReadAsync(Example)).AsObject();
        Assert.Equal("full", (string?)whole["view"]);
        Assert.Equal(whole.ToJsonString(), (await workshop.ReadAsync(Example + "?view=full")).ToJsonString());

        var summary = (await workshop.ReadAsync(Example + "?view=summary")).AsObject();
        Assert.Equal("summary", (string?)summary["view"]);
        Assert.Equal(OfSummary.Except(["firstRegisteredOn"]), summary.Select(member => member.Key).Order(StringComparer.Ordinal));
        foreach (var (name, value) in summary.Where(member => member.Key != "view"))
            Assert.Equal(whole[name]!.ToJsonString(), value!.ToJsonString());
    }

    [Fact]
    public async Task A_list_holds_summaries_unless_whole_records_are_wanted()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var language in new[] { "en", "de" })
        {
            workshop.DefaultRequestHeaders.Remove("Accept-Language");
            workshop.DefaultRequestHeaders.Add("Accept-Language", language);
            foreach (var item in (await workshop.ReadAsync(VehicleLists.Path + "?limit=30&sort=-vin")).Items())
            {
                Assert.Empty(item!.AsObject().Select(member => member.Key).Except(OfSummary));
                Assert.Equal(item.ToJsonString(), (await workshop.ReadAsync($"{VehicleLists.Path}/{item["vin"]}?view=summary")).ToJsonString());
            }

            foreach (var item in (await workshop.ReadAsync(VehicleLists.Path + "?limit=30&sort=-producedOn&view=full")).Items())
                Assert.Equal(item!.ToJsonString(), (await workshop.ReadAsync($"{VehicleLists.Path}/{item["vin"]}")).ToJsonString());
        }
    }

    [Fact]
    public async Task A_page_of_whole_records_costs_no_more_statements_than_one_of_summaries()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Example);
        using var statements = new CountedStatements(api);
        await workshop.ReadAsync(VehicleLists.Path + "?limit=200&view=full");
        Assert.Equal(2, statements.Take().Count);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_view()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var cursor = await workshop.CursorAsync("limit=2&view=full");
        Assert.Equal("full", (string?)(await workshop.ReadAsync($"{VehicleLists.Path}?limit=2&view=full&cursor={cursor}")).Items()[0]!["view"]);
        using var other = await workshop.GetAsync($"{VehicleLists.Path}?limit=2&view=summary&cursor={cursor}");
        await other.ProblemAsync(400, "paging.cursor-invalid");
    }

    [Fact]
    public async Task Each_view_and_each_part_has_a_tag_of_its_own()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var tags = new HashSet<string>();
        foreach (var path in new[] { Example, Example + "?view=summary", Example + "/options", Example + "/integration-levels", Example + "/mileage" })
        {
            using var first = await workshop.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.True(tags.Add(first.Header("ETag")!));
            Assert.Equal((true, TimeSpan.FromSeconds(60)), (first.Headers.CacheControl!.Private, first.Headers.CacheControl.MaxAge!.Value));
            Assert.NotNull(first.Content.Headers.LastModified);
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
            using var again = await workshop.SendAsync(request);
            Assert.Equal((HttpStatusCode.NotModified, first.Header("ETag")), (again.StatusCode, again.Header("ETag")));
        }
    }

    [Fact]
    public async Task Parts_are_those_of_the_whole_record_in_one_statement_each()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var vin in SampleVehicle.All.Where((_, i) => i % 97 == 0).Select(vehicle => vehicle.Vin).Append("WBAUV71070A193748"))
        {
            var path = $"{VehicleLists.Path}/{vin}";
            var whole = await workshop.ReadAsync(path);
            using var statements = new CountedStatements(api);
            var options = await workshop.ReadAsync(path + "/options");
            Assert.Single(statements.Take());
            Assert.Equal(whole["options"]!.ToJsonString(), options["items"]!.ToJsonString());
            Assert.Equal((vin, (string?)whole["release"]), ((string?)options["vin"], (string?)options["release"]));
            var levels = await workshop.ReadAsync(path + "/integration-levels");
            Assert.Equal(whole["integrationLevels"]!.ToJsonString(), levels["integrationLevels"]!.ToJsonString());
            var mileage = await workshop.ReadAsync(path + "/mileage");
            Assert.Equal(((int?)whole["centralMileageKm"], (string?)whole["centralMileageReadAt"]), ((int?)mileage["centralMileageKm"], (string?)mileage["centralMileageReadAt"]));
        }
    }

    [Theory]
    [InlineData("options")]
    [InlineData("integration-levels")]
    [InlineData("mileage")]
    public async Task A_part_of_what_is_not_there_is_refused_as_the_whole(string part)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var noVin = await workshop.GetAsync($"{VehicleLists.Path}/WBAUV71070A19374/{part}");
        await noVin.ProblemAsync(422, "vehicle-identification.vin-invalid");
        using var unknown = await workshop.GetAsync($"{VehicleLists.Path}/WBAUV71070A999999/{part}");
        await unknown.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var parameter = await workshop.GetAsync($"{Example}/{part}?view=full");
        await parameter.ProblemAsync(400, "request.parameter-invalid");
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            using var foreign = await client.GetAsync($"{Example}/{part}");
            await foreign.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        }

        using var nobody = api.AsNobody();
        using var refused = await nobody.GetAsync($"{Example}/{part}");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData("?view=whole")]
    [InlineData("?view=Full")]
    [InlineData("/WBAUV71070A193748?view=short")]
    [InlineData("/WBAUV71070A193748?view=1")]
    public async Task An_unknown_view_is_refused(string query)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(VehicleLists.Path + query);
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal(("view", "value-not-permitted"), ((string?)error["parameter"], (string?)error["code"]));
    }
}
