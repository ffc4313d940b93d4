using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>Limits of the texts of the forms: the longest is taken and kept, one character more is refused by its field.</summary>
public sealed class FormLimitTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly (string Pointer, string Longest)[] Texts =
    [
        ("/name", new('n', 200)), ("/street", new('s', 100)), ("/additionalAddressLine", new('a', 100)), ("/postCode", new('1', 12)), ("/town", new('t', 100)), ("/state", new('b', 100)),
        ("/phone", "+49 (89) 3820-1/2 " + new string('0', 12)), ("/fax", new('1', 30)), ("/homepage", "https://www.example.com/" + new string('h', 231)), ("/remarks", new('r', 2000)),
        ("/representative/lastName", new('l', 100)), ("/representative/firstName", new('f', 100)), ("/representative/phone", new('2', 30)),
    ];

    private static readonly string LongestEmail = $"{new string('e', 64)}@{new string('b', 62)}.{new string('c', 61)}.{new string('d', 61)}.eu";

    [Fact]
    [Trait("Requirement", "REG-13")]
    [Trait("Decision", "REG-D2")]
    [Trait("Case", "FUZ-3")]
    public async Task The_longest_of_every_text_is_taken_and_kept()
    {
        Assert.Equal(254, LongestEmail.Length);
        await api.RegisterAsync(await api.FormAsync(LongestEmail, [("/country", "CH"), ("/vatId", "CHE-123.456.789X"), .. Texts.Select(text => (text.Pointer, (JsonNode?)text.Longest))]));
        var kept = await api.ReadRegistrationAsync(await api.IdOfAsync(LongestEmail));
        foreach (var (pointer, longest) in Texts)
            Assert.Equal(longest, (string?)(pointer.Split('/')[1..] is ["representative", var name] ? kept["representative"]![name] : kept[pointer == "/state" ? "addressState" : pointer[1..]]));
        Assert.Equal(("CHE-123.456.789X", LongestEmail), ((string?)kept["vatId"], (string?)kept["representative"]!["email"]));
    }

    [Fact]
    [Trait("Requirement", "REG-13")]
    [Trait("Decision", "REG-D2")]
    [Trait("Case", "FUZ-3")]
    public async Task One_character_more_is_refused_by_its_field()
    {
        using var answer = await api.SendAsync(await api.FormAsync("e" + LongestEmail, [("/country", "CH"), ("/vatId", null), .. Texts.Select(text => (text.Pointer, (JsonNode?)(text.Longest + '1')))]));
        Assert.Equal(
            Texts.Select(text => text.Pointer).Append("/representative/email").Select(pointer => pointer + ":too-long").Order(StringComparer.Ordinal),
            (await answer.ProblemAsync(422, "request.fields-invalid")).FieldsOf().Split(' ').Order(StringComparer.Ordinal));
        foreach (var vatId in new[] { "CHE", "CHE-123.456.789XY" })
        {
            using var refused = await api.SendAsync(await api.FormAsync("vat-limit@example.org", ("/country", "CH"), ("/vatId", vatId)));
            Assert.Equal("/vatId:format-invalid", (await refused.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        }
    }

    [Fact]
    [Trait("Requirement", "ORG-8")]
    [Trait("Decision", "REG-D2")]
    [Trait("Case", "FUZ-3")]
    public async Task The_data_of_an_organisation_have_the_same_limits()
    {
        using var rita = await api.RitaAsync();
        var texts = Texts.Where(text => !text.Pointer.StartsWith("/r", StringComparison.Ordinal)).ToList();
        using var refused = await rita.PatchAsync(new JsonObject(texts.Select(text => KeyValuePair.Create(text.Pointer[1..], (JsonNode?)(text.Longest + '1')))).ToJsonString());
        Assert.Equal(texts.Select(text => text.Pointer + ":too-long").Order(StringComparer.Ordinal), (await refused.ProblemAsync(422, "request.fields-invalid")).FieldsOf().Split(' ').Order(StringComparer.Ordinal));
        var saved = await rita.SaveAsync(new JsonObject(texts.Select(text => KeyValuePair.Create(text.Pointer[1..], (JsonNode?)text.Longest))).ToJsonString());
        foreach (var field in new[] { "phone", "fax", "homepage" })
            Assert.Equal(texts.Single(text => text.Pointer == "/" + field).Longest, (string?)saved[field]);
        var wanted = saved["changeRequest"]!["changes"]!.AsArray().ToDictionary(change => (string)change!["field"]!, change => (string?)change!["newValue"]);
        foreach (var field in new[] { "name", "street", "additionalAddressLine", "postCode", "town", "state" })
            Assert.Equal(texts.Single(text => text.Pointer == "/" + field).Longest, wanted[field]);
    }

    [Fact]
    [Trait("Requirement", "ORG-25")]
    [Trait("Decision", "ORG-D10")]
    [Trait("Case", "FUZ-3")]
    public async Task A_new_user_has_the_limits_of_the_form()
    {
        using var john = await api.JohnAsync();
        var longest = "u" + LongestEmail[1..];
        var body = new JsonObject
        {
            ["title"] = "dr",
            ["lastName"] = new string('l', 101),
            ["firstName"] = new string('f', 101),
            ["email"] = "e" + longest,
            ["phone"] = new string('1', 31),
            ["language"] = "xx-XX",
            ["timeZone"] = "Europe/Berlin",
        };
        using var refused = await john.PostJsonAsync(OrganisationCalls.UserPath, body.ToJsonString());
        Assert.Equal("/email:too-long /firstName:too-long /language:value-not-permitted /lastName:too-long /phone:too-long /title:value-not-permitted",
            string.Join(' ', (await refused.ProblemAsync(422, "request.fields-invalid")).FieldsOf().Split(' ').Order(StringComparer.Ordinal)));
        (body["title"], body["lastName"], body["firstName"], body["email"], body["phone"], body["language"]) = ("ms", new string('l', 100), new string('f', 100), longest, new string('1', 30), "pl-PL");
        using var made = await john.PostJsonAsync(OrganisationCalls.UserPath, body.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var user = await made.JsonAsync();
        Assert.Equal($"ms {new string('l', 100)} {new string('f', 100)} {longest} pl-PL", $"{user["title"]} {user["lastName"]} {user["firstName"]} {user["email"]} {user["language"]}");
    }
}
