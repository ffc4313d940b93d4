using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Publications.CenTree;

/// <summary>The navigation that is the same for all makers, as callers see it.</summary>
public sealed class CenTreeTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/cen-navigation";

    private static readonly string[] Headings =
        ["access", "vehicle", "repair", "wiring", "diagnosis", "software", "campaigns", "parts", "labour", "history", "emissions", "security", "tools", "rescue", "training", "data", "help"];

    [Fact]
    [Trait("Requirement", "CEN-12")]
    [Trait("Requirement", "CEN-13")]
    [Trait("Decision", "CEN-D5")]
    public async Task The_tree_has_its_headings_each_followed_by_its_entries()
    {
        using var nobody = api.AsNobody();
        var items = await AllAsync(nobody);
        Assert.Equal(Headings, items.Where(item => item["parentCode"] is null).Select(Code));
        Assert.Equal(54, items.Count(item => item["parentCode"] is not null));
        var heading = "";
        foreach (var item in items)
        {
            heading = (string?)item["parentCode"] is null ? Code(item) : heading;
            Assert.Equal(item["parentCode"] is null ? null : heading, (string?)item["parentCode"]);
            Assert.All(new[] { "en", "de", "pl" }, language => Assert.NotEmpty((string)item["label"]![language]!));
            Assert.Equal(item["parentCode"] is null, item["targets"]!.AsArray().Count == 0);
        }

        Assert.Equal(["registration", "logOn", "priceList", "tickets", "technicalRequirements", "conditionsOfUse"], items.Where(item => (string?)item["parentCode"] == "access").Select(Code));
        Assert.Equal(["repairInstructions", "tighteningTorques", "technicalData", "inspectionSheets", "operatingFluids"], items.Where(item => (string?)item["parentCode"] == "repair").Select(Code));
        Assert.Equal(["portalPage:vehicles", "apiProduct:vehicle-identification"], items.Single(item => Code(item) == "vehicleByVin")["targets"]!.AsArray().Select(target => $"{target!["kind"]}:{target["code"]}"));
    }

    [Fact]
    [Trait("Decision", "CEN-D5")]
    [Trait("Decision", "CEN-D2")]
    public async Task An_entry_says_what_stands_against_it()
    {
        using var nobody = api.AsNobody();
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.read");
        Assert.Equal((true, null), Access(await nobody.ReadAsync(Path + "/technicalRequirements")));
        Assert.Equal((false, "signInRequired"), Access(await nobody.ReadAsync(Path + "/keyReader")));
        Assert.Equal((false, "permissionMissing"), Access(await ada.ReadAsync(Path + "/keyReader")));
        Assert.Equal((true, null), Access(await nobody.ReadAsync(Path + "/repair")));
        var vehicle = await ada.ReadAsync(Path + "/vehicleByVin");
        Assert.Equal((true, null), Access(vehicle));
        Assert.Equal([(true, null), (false, "permissionMissing")], vehicle["targets"]!.AsArray().Select(target => Access(target!)));
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.True((bool)(await south.ReadAsync(Path + "/vehicleByVin"))["targets"]![1]!["accessible"]!);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("Repair")]
    public async Task An_unknown_code_is_not_found(string code)
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync($"{Path}/{code}");
        await answer.ProblemAsync(404, "publications.cen-entry-not-found");
    }

    [Theory]
    [Trait("Decision", "CEN-D5")]
    [InlineData("torque", "tighteningTorques")]
    [InlineData("Anziehdreh", "tighteningTorques")]
    [InlineData("momenty", "tighteningTorques")]
    [InlineData("100%_", "")]
    public async Task The_tree_is_searched_in_every_language(string text, string code)
    {
        using var nobody = api.AsNobody();
        var found = (await nobody.ReadAsync($"{Path}?q={Uri.EscapeDataString(text)}&includeTotal=true"));
        Assert.Equal(code.Length == 0 ? [] : [code], found["items"]!.AsArray().Select(item => Code(item!)));
        Assert.Equal(code.Length == 0 ? 0 : 1, (int)found["total"]!);
    }

    [Fact]
    public async Task Pages_hold_together()
    {
        using var nobody = api.AsNobody();
        var whole = (await AllAsync(nobody)).Select(Code).ToList();
        var codes = new List<string>();
        var next = Path + "?limit=20";
        while (next is not null)
        {
            var page = await nobody.ReadAsync(next);
            codes.AddRange(page["items"]!.AsArray().Select(item => Code(item!)));
            next = page["nextCursor"] is { } cursor ? $"{Path}?limit=20&cursor={cursor}" : null;
        }

        Assert.Equal(whole, codes);
        Assert.Equal(5, (await nobody.ReadAsync(Path + "?parentCode=repair"))["items"]!.AsArray().Count);
        var first = (string)(await nobody.ReadAsync(Path + "?limit=20"))["nextCursor"]!;
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        foreach (var (client, path) in new[] { (nobody, $"{Path}?q=a&cursor={first}"), (south, $"{Path}?cursor={first}") })
        {
            using var foreign = await client.GetAsync(path);
            await foreign.ProblemAsync(400, "paging.cursor-invalid");
        }
    }

    [Theory]
    [InlineData("country=Germany", "country", "too-long")]
    [InlineData("country=de", "country", "format-invalid")]
    [InlineData("parentCode=Not-a-code", "parentCode", "format-invalid")]
    public async Task Wrong_parameters_are_named(string query, string parameter, string code)
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync($"{Path}?{query}");
        var error = (await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]![0]!;
        Assert.Equal((parameter, code), ((string?)error["parameter"], (string?)error["code"]));
    }

    [Fact]
    [Trait("Requirement", "APPX-13")]
    [Trait("Case", "TEN-1")]
    public async Task Motorcycle_workshops_see_nothing_of_cars()
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var codes = (await AllAsync(moira)).Select(Code).ToList();
        Assert.DoesNotContain("partsCatalogueCar", codes);
        Assert.Contains("partsCatalogueMotorcycle", codes);
        Assert.Contains("partsCatalogueCar", (await AllAsync(south)).Select(Code));
        using var hidden = await moira.GetAsync(Path + "/partsCatalogueCar");
        await hidden.ProblemAsync(404, "publications.cen-entry-not-found");
    }

    [Fact]
    [Trait("Decision", "CEN-D5")]
    [Trait("Decision", "PERM-D8")]
    [Trait("Case", "TEN-1")]
    public async Task Entries_of_a_country_or_a_brand_are_for_those_there()
    {
        await api.SqlAsync("""
            insert into publications.cen_entries (code, parent_code, sort_order, label_en, label_de, label_pl, targets, countries, brands) values
                ('onlyGermany', 'help', 900, 'a', 'a', 'a', '{portalPage:faq}', '{DE}', '{}'),
                ('onlyMini', 'help', 901, 'a', 'a', 'a', '{portalPage:faq}', '{}', '{mini}');
            delete from identity.tenant_rights where code = 'brandMini' and tenant_id = '00000000-0000-7000-8000-000000000004';
            update identity.tenants set country = 'FR' where id = '00000000-0000-7000-8000-000000000004';
            update identity.tenants set country = 'DE' where id = '00000000-0000-7000-8000-000000000002'
            """);
        using var nobody = api.AsNobody();
        using var north = await api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var south = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        Assert.Equal(["onlyGermany", "onlyMini"], await OnlyAsync(nobody, ""));
        Assert.Equal(["onlyMini"], await OnlyAsync(nobody, "&country=AT"));
        Assert.Equal(["onlyGermany", "onlyMini"], await OnlyAsync(north, ""));
        Assert.Empty(await OnlyAsync(south, ""));
        Assert.Equal(["onlyGermany"], await OnlyAsync(south, "&country=DE"));
        Assert.Equal((false, "notInCountry"), Access(await south.ReadAsync(Path + "/onlyGermany")));
        Assert.Equal((true, null), Access(await north.ReadAsync(Path + "/onlyGermany")));
        using var hidden = await south.GetAsync(Path + "/onlyMini");
        await hidden.ProblemAsync(404, "publications.cen-entry-not-found");
        await api.SqlAsync("delete from publications.cen_entries where code in ('onlyGermany', 'onlyMini')");
    }

    private static async Task<List<string>> OnlyAsync(HttpClient client, string query) =>
        [.. (await client.ReadAsync($"{Path}?parentCode=help{query}"))["items"]!.AsArray().Select(item => Code(item!)).Where(code => code.StartsWith("only", StringComparison.Ordinal))];

    private static async Task<List<JsonNode>> AllAsync(HttpClient client) =>
        [.. (await client.ReadAsync(Path + "?limit=200"))["items"]!.AsArray().Where(item => !Code(item!).StartsWith("only", StringComparison.Ordinal)).Select(item => item!)];

    private static string Code(JsonNode item) => (string)item["code"]!;

    private static (bool Accessible, string? Reason) Access(JsonNode item) => ((bool)item["accessible"]!, (string?)item["reason"]);
}
