using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.VinChecks;

namespace Aos.Api.Tests.VehicleIdentification.VinChecks;

/// <summary>The operation CheckVin.</summary>
[Trait("Requirement", "SH-6")]
public sealed class VinCheckTests(ApiHost api) : IClassFixture<ApiHost>
{
    internal const string Path = "/vehicle-identification/v1/vin-checks/";
    private const string Example = "WBAUV71070A193748";

    [Fact]
    public async Task A_known_VIN_is_told_with_its_parts_and_without_candidates()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(Path + "wba%20uv71070-a193748");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var check = await answer.JsonAsync();

        Assert.Equal(("wba uv71070-a193748", Example, true, true), ((string)check["input"]!, (string)check["vin"]!, (bool)check["isWellFormed"]!, (bool)check["isKnown"]!));
        Assert.Empty(check["candidates"]!.AsArray());
        var finding = Assert.Single(check["findings"]!.AsArray())!;
        Assert.Equal("""{"code":"model-year-not-coded","severity":"hint","positions":[10],"text":"Position 10 (0) tells no model year; the production date counts."}""", finding.ToJsonString());
        var parts = check["structure"]!;
        Assert.Equal(("WBA", "BMW AG", "europe", "DE"), ((string)parts["wmi"]!, (string)parts["manufacturer"]!, (string)parts["region"]!, (string)parts["country"]!));
        Assert.Equal("""{"code":"A","name":"Munich","country":"DE"}""", parts["plant"]!.ToJsonString());
        Assert.Equal("""{"actual":"7","expected":"7","verdict":"right"}""", check["structure"]!["checkDigit"]!.ToJsonString());
    }

    [Theory]
    [InlineData("WBAUV7107OA193748", "lookAlike", "10")]
    [InlineData("WBAUV71070A19З748", "lookAlike", "14")]
    [InlineData("WBAUV71070A193749", "oneCharacter", "17")]
    [InlineData("WBAUV81070A193748", "oneCharacter", "6")]
    [InlineData("WBAUV71070A193\u20ac48", "oneCharacter", "15")]
    [InlineData("BWAUV71070A193748", "swapped", "1,2")]
    [InlineData("WBAUV71070A197348", "swapped", "14,15")]
    [InlineData("WBAUV7107A0193748", "swapped", "10,11")]
    [InlineData("WBAUV71070A19374*", "openCharacters", "17")]
    [InlineData("*****71070A193748", "openCharacters", "1,2,3,4,5")]
    [InlineData("WBA*V71070A19*748", "openCharacters", "4,14")]
    [InlineData("WBAUV7170A193748", "missingCharacter", "8")]
    [InlineData("WBAUV71070A19374", "missingCharacter", "17")]
    [InlineData("WBAUV71070A1937448", "surplusCharacter", "")]
    [InlineData("WBAUV71070A\u00a0193748", "lookAlike", "")]
    public async Task What_was_meant_is_a_candidate(string text, string kind, string positions)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var check = await workshop.ReadAsync(Path + Uri.EscapeDataString(text));
        Assert.Equal(text, (string?)check["input"]);
        Assert.NotEqual(true, (bool?)check["isKnown"]);
        var candidate = Assert.Single(check["candidates"]!.AsArray(), one => (string?)one!["vin"] == Example)!;
        Assert.Equal((kind, positions, "335i"), ((string)candidate["kind"]!, string.Join(',', candidate["positions"]!.AsArray()), (string)candidate["modelDesignation"]!));
    }

    [Theory]
    [InlineData("WBAUV81010Z000001", "plant-unknown")] // plants of WBA are known, but no Z
    [InlineData("WDB9999999F999999", "wmi-unknown")]
    [InlineData("SCA000008EU00000A", "serial-not-numeric")]
    public async Task What_the_data_do_not_know_is_told(string vin, string code)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var findings = (await workshop.ReadAsync(Path + vin))["findings"]!.AsArray();
        Assert.Equal(code, (string?)Assert.Single(findings, finding => (string?)finding!["code"] is not ("check-digit-wrong" or "model-year-not-coded"))!["code"]);
    }

    [Fact]
    public async Task Every_VIN_of_the_sample_data_is_free_of_errors()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var vehicle in SampleVehicle.All.Where((_, number) => number % 40 == 0))
        {
            var check = await workshop.ReadAsync(Path + vehicle.Vin);
            Assert.True((bool)check["isKnown"]!);
            Assert.All(check["findings"]!.AsArray(), finding => Assert.NotEqual("error", (string?)finding!["severity"]));
        }
    }

    [Fact]
    public async Task An_unknown_VIN_without_neighbours_has_no_candidates()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var check = await workshop.ReadAsync(Path + "WDB99999990999999");
        Assert.False((bool)check["isKnown"]!);
        Assert.Empty(check["candidates"]!.AsArray());
    }

    [Theory]
    [InlineData("%20", " ")]
    [InlineData("-", "-")]
    [InlineData("%2F", "/")]
    [InlineData("a%2fb%20%2F", "a/b /")]
    [InlineData("%252F", "%2F")]
    [InlineData("a%2Fb?x", "a/b")]
    [InlineData("%F0%9F%98%80", "😀")]
    [InlineData("%C2%A0", "\u00a0")]
    [InlineData("a%3Fb%23c%5Cd%3B%22%27%3C", "a?b#c\\d;\"'<")]
    [InlineData("%0A%07", "\ufffd\ufffd")]
    [InlineData("..%2F..%2Fadmin", "../../admin")]
    [InlineData("' OR 1=1--", "' OR 1=1--")]
    public async Task Any_text_is_checked_as_it_was_sent(string encoded, string input)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var check = await workshop.ReadAsync(Path + encoded.Split('?')[0].Replace(" ", "%20", StringComparison.Ordinal));
        Assert.Equal(input, (string?)check["input"]);
        Assert.False((bool)check["isWellFormed"]!);
        Assert.Null(check["isKnown"]);
        Assert.Null(check["structure"]);
    }

    [Fact]
    [Trait("Case", "FUZ-10")]
    public async Task Any_characters_at_all_are_answered()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => AnyCharacter(random)));
            using var answer = await workshop.GetAsync(Path + Uri.EscapeDataString(text));
            if (text is "." or "..")
                continue; // no segment of a path
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{Uri.EscapeDataString(text)}: {(int)answer.StatusCode}");
            Assert.Equal(VinText.Shown(text), (string?)(await answer.JsonAsync())["input"]);
        }
    }

    private static string AnyCharacter(Random random) => (random.Next(5) switch
    {
        0 => new System.Text.Rune(random.Next(1, 0x80)),
        1 => new System.Text.Rune(random.Next(0x80, 0x800)),
        2 => new System.Text.Rune(random.Next(0xE000, 0x10000)),
        3 => new System.Text.Rune(random.Next(0x10000, 0x110000)),
        _ => new System.Text.Rune("WBAUV71070A193748*-/%? ."[random.Next(24)]),
    }).ToString();

    [Fact]
    public async Task Two_hundred_characters_are_checked_and_more_are_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.StartsWith("The text has 200 characters", (string?)(await workshop.ReadAsync(Path + new string('A', 200)))["findings"]![0]!["text"], StringComparison.Ordinal);
        using var refused = await workshop.GetAsync(Path + new string('A', 201));
        var problem = await refused.ProblemAsync(422, "vehicle-identification.text-too-long");
        Assert.Equal(("text", "too-long"), ((string)problem["errors"]![0]!["parameter"]!, (string)problem["errors"]![0]!["code"]!));
    }

    [Fact]
    public async Task Texts_come_in_the_language_of_the_caller_and_codes_do_not_change()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var english = await workshop.ReadAsync(Path + "WBAUV7107OA193748");
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de-AT");
        using var answer = await workshop.GetAsync(Path + "WBAUV7107OA193748");
        var german = await answer.JsonAsync();
        Assert.Equal("de", answer.Header("Content-Language"));
        Assert.Equal("Position 10: ein Zeichen, das nur so aussieht wie eines einer FIN.", (string?)german["findings"]![0]!["text"]);
        Assert.Equal((string?)english["findings"]![0]!["code"], (string?)german["findings"]![0]!["code"]);
    }

    [Fact]
    public async Task Candidates_and_knowledge_are_those_of_the_callers_brands_kinds_and_data()
    {
        foreach (var blind in new[] { Somebody.MiniWorkshop, Somebody.MotorcycleWorkshop, Somebody.ProductionWorkshop })
        {
            using var client = await api.AsAsync(blind);
            var known = await client.ReadAsync(Path + Example);
            Assert.False((bool)known["isKnown"]!);
            Assert.Empty(known["candidates"]!.AsArray());
            Assert.Empty((await client.ReadAsync(Path + "WBAUV7107OA193748"))["candidates"]!.AsArray());
            Assert.Empty((await client.ReadAsync(Path + "WBAUV71070A193749"))["candidates"]!.AsArray());
        }
    }

    [Fact]
    public async Task The_answer_is_conditional_like_every_read_of_the_catalogue()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(Path + Example);
        Assert.Equal("max-age=60, private", first.Header("Cache-Control"));
        Assert.NotNull(first.Header("Last-Modified"));
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        using var statements = new CountedStatements(api);
        using var second = await workshop.GetAsync(Path + Example);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(statements.Take());
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var german = await workshop.GetAsync(Path + Example);
        Assert.Equal(HttpStatusCode.OK, german.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_vehicles_may_not_check()
    {
        using var nobody = api.AsNobody();
        using var unknown = await nobody.GetAsync(Path + Example);
        await unknown.ProblemAsync(401, "auth.not-signed-in");
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var refused = await bare.GetAsync(Path + Example);
        await refused.ProblemAsync(403, "access.product-not-granted");
        using var administrator = await api.AsAsync(Somebody.Operator);
        using var scope = await administrator.GetAsync(Path + Example);
        await scope.ProblemAsync(403, "access.scope-missing");
    }
}
