using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

public sealed class VehicleByVinTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/vehicle-identification/v1/vehicles/";
    private const string Example = "WBAUV71070A193748";

    [Fact]
    [Trait("Requirement", "API-3")]
    [Trait("Requirement", "API-14")]
    [Trait("Requirement", "SH-6")]
    [Trait("Requirement", "SH-11")]
    [Trait("Decision", "API-D14")]
    public async Task The_example_vehicle_has_the_fifteen_fields_of_the_source()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + Example);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var vehicle = await answer.JsonAsync();
        Assert.Equal(Example, (string?)vehicle["vin"]);
        Assert.Equal("A193748", (string?)vehicle["shortVin"]);
        Assert.Equal("UV81", (string?)vehicle["leadModel"]);
        Assert.Equal("UV81", (string?)vehicle["model"]);
        Assert.Equal("UV81", (string?)vehicle["typeKey"]);
        Assert.Equal("335i", (string?)vehicle["modelDesignation"]);
        Assert.Equal("E91", (string?)vehicle["series"]);
        Assert.Equal("475", (string?)vehicle["paint"]!["code"]);
        Assert.Equal("black-sapphire metallic", (string?)vehicle["paint"]!["name"]);
        Assert.Equal("EBAT", (string?)vehicle["upholstery"]!["code"]);
        Assert.Equal("Cloth \"Vertex/anthrazit\"", (string?)vehicle["upholstery"]!["name"]);
        Assert.Equal("N54", (string?)vehicle["engineType"]);
        Assert.Equal("0406545", (string?)vehicle["gearboxNumber"]);
        Assert.Equal("05896959", (string?)vehicle["engineNumber"]);
        Assert.Equal("2008-09-22", (string?)vehicle["producedOn"]);
        Assert.Null(vehicle["firstRegisteredOn"]);
        Assert.Equal("E89X-08-09-520", (string?)vehicle["integrationLevels"]!["factory"]);
        Assert.Equal(129226, (int?)vehicle["centralMileageKm"]);
        Assert.Equal(2, (int?)vehicle["numberOfKeys"]);
        Assert.Equal("CAS", (string?)vehicle["keySystem"]);
        Assert.Equal("2026-10", (string?)vehicle["release"]);
        Assert.Equal("bmw", (string?)vehicle["brand"]);
        Assert.Equal("car", (string?)vehicle["productType"]);
        Assert.Equal("estate", (string?)vehicle["bodyType"]);
    }

    [Fact]
    [Trait("Requirement", "API-15")]
    [Trait("Requirement", "SH-13")]
    [Trait("Decision", "API-D15")]
    public async Task Options_and_retrofits_are_one_list_in_order_of_their_codes()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var options = (await workshop.ReadAsync(Path + Example))["options"]!.AsArray();

        var codes = options.Select(option => (string)option!["code"]!).ToList();
        Assert.True(codes.Count >= 20);
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.All(options, option =>
        {
            var letter = (string)option!["kind"]! switch { "special" => 'S', "country" => 'L', _ => 'P' };
            Assert.Equal($"{letter}{option["code"]}A", (string?)option["longCode"]);
            Assert.False(string.IsNullOrEmpty((string?)option["shortText"]));
            Assert.False(string.IsNullOrEmpty((string?)option["longText"]));
            Assert.False(string.IsNullOrEmpty((string?)option["category"]));
        });
        var retrofits = options.Where(option => (string?)option!["origin"] == "retrofit").ToList();
        Assert.Equal(2, retrofits.Count);
        Assert.All(retrofits, option => Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", (string?)option!["fittedOn"]));
        Assert.All(options.Except(retrofits), option => Assert.Null(option!["fittedOn"]));
    }

    [Theory]
    [Trait("Decision", "API-D17")]
    [InlineData("wbauv71070a193748")]
    [InlineData("WBA UV71 070A 193748")]
    [InlineData("WBA-UV71070-A193748")]
    [InlineData(" WBAUV71070A193748 ")]
    public async Task Lower_case_blanks_and_hyphens_are_accepted(string vin)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(Example, (string?)(await workshop.ReadAsync(Path + Uri.EscapeDataString(vin)))["vin"]);
    }

    [Theory]
    [Trait("Decision", "API-D17")]
    [Trait("Case", "FUZ-10")]
    [InlineData("WBAUV71070A19374", "16 characters")]
    [InlineData("WBAUV71070A1937488", "18 characters")]
    [InlineData("WBAUV8101OA000001", "WBAUV81010A000001")]
    [InlineData("WBAUV8101IA000001", "WBAUV81011A000001")]
    [InlineData("WBAUV71070A19374%C3%A4", "Position 17")]
    [InlineData("' OR 1=1--", "characters")]
    [InlineData("%20", "0 characters")]
    [InlineData("%C2%85", "0 characters")]
    [InlineData("-", "0 characters")]
    [InlineData("%F0%9F%98%80", "1 characters")]
    public async Task What_is_no_VIN_is_refused_with_its_reason(string text, string reason)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + text.Replace(" ", "%20", StringComparison.Ordinal));
        var problem = await answer.ProblemAsync(422, "vehicle-identification.vin-invalid");
        Assert.Equal("vin", (string?)problem["errors"]![0]!["parameter"]);
        Assert.Contains(reason, (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SH-7")]
    public async Task The_last_seven_characters_lead_to_the_list_of_candidates()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var refused = await workshop.GetAsync(Path + "a193748");
        var problem = await refused.ProblemAsync(422, "vehicle-identification.vin-invalid");

        var list = new Uri((string)problem["resolution"]!["url"]!).PathAndQuery;
        var matches = (await workshop.ReadAsync(list))["matches"]!.AsArray();
        Assert.Equal(Example, (string?)Assert.Single(matches)!["vin"]);
    }

    [Fact]
    public async Task An_unknown_vehicle_is_not_found()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + "WBAUV71070A999999");
        await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }

    [Fact]
    public async Task Brand_kind_and_data_set_of_the_caller_decide_what_exists()
    {
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            using var answer = await client.GetAsync(Path + Example);
            await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        }
    }

    [Fact]
    public async Task Texts_come_in_the_language_of_the_caller()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var english = await workshop.ReadAsync(Path + Example);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "fr;q=1, de-AT;q=0.9, en;q=0.5");
        using var answer = await workshop.GetAsync(Path + Example);
        var german = await answer.JsonAsync();

        Assert.Equal("de", answer.Header("Content-Language"));
        Assert.NotEqual(Texts(english), Texts(german));
        Assert.Equal(Codes(english), Codes(german));

        static List<string> Texts(JsonNode vehicle) => [.. vehicle["options"]!.AsArray().Select(option => (string)option!["shortText"]!)];
        static List<string> Codes(JsonNode vehicle) => [.. vehicle["options"]!.AsArray().Select(option => (string)option!["code"]!)];
    }

    [Theory]
    [Trait("Decision", "API-D17")]
    [InlineData("WBAUV81010A000001", "right")]
    [InlineData("WBAUV71070A193748", "right")]
    public async Task The_check_digit_is_told(string vin, string expected)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(expected, (string?)(await workshop.ReadAsync(Path + vin))["checkDigit"]);
    }

    [Fact]
    public async Task A_text_that_is_far_too_long_is_no_VIN()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + new string('-', 60) + Example);
        await answer.ProblemAsync(422, "vehicle-identification.vin-invalid");
    }

    [Fact]
    public async Task Umlauts_stand_as_themselves()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        var text = await workshop.GetStringAsync(Path + Example);
        Assert.Matches("[äöüß]", text);
        Assert.DoesNotContain("\\u00", text, StringComparison.Ordinal);
    }
}
