using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>What the form must hold: each refusal names its field, and nothing is stored.</summary>
public sealed class RegistrationFormTests(ApiHost api) : IClassFixture<ApiHost>
{
    public static TheoryData<string, string?, int, string, string> Wrongs => new()
    {
        { "/userGroup", null, 422, "request.fields-invalid", "required" },
        { "/userGroup", "\"wizard\"", 422, "request.fields-invalid", "value-not-permitted" },
        { "/country", null, 422, "request.fields-invalid", "required" },
        { "/country", "\"ZZ\"", 422, "request.fields-invalid", "value-not-permitted" },
        { "/country", "\"de\"", 422, "request.fields-invalid", "format-invalid" },
        { "/name", null, 422, "request.fields-invalid", "required" },
        { "/name", "\"   \"", 422, "request.fields-invalid", "required" },
        { "/name", "\"\\u0000\"", 422, "request.fields-invalid", "format-invalid" },
        { "/street", null, 422, "request.fields-invalid", "required" },
        { "/postCode", "\"1234567890123\"", 422, "request.fields-invalid", "too-long" },
        { "/town", null, 422, "request.fields-invalid", "required" },
        { "/postCode", null, 422, "request.fields-invalid", "required" },
        { "/phone", "\"call me\"", 422, "request.fields-invalid", "format-invalid" },
        { "/fax", "\"0123456789012345678901234567890\"", 422, "request.fields-invalid", "too-long" },
        { "/homepage", "\"ftp://example.com\"", 422, "request.fields-invalid", "format-invalid" },
        { "/homepage", "\"javascript:alert(1)\"", 422, "request.fields-invalid", "format-invalid" },
        { "/representative", null, 422, "request.fields-invalid", "required" },
        { "/representative/lastName", null, 422, "request.fields-invalid", "required" },
        { "/representative/firstName", null, 422, "request.fields-invalid", "required" },
        { "/representative/language", null, 422, "request.fields-invalid", "required" },
        { "/representative/timeZone", null, 422, "request.fields-invalid", "required" },
        { "/representative/email", null, 422, "request.fields-invalid", "required" },
        { "/representative/password", null, 422, "request.fields-invalid", "required" },
        { "/representative/passwordRepeat", null, 422, "request.fields-invalid", "required" },
        { "/representative/title", "\"king\"", 422, "request.fields-invalid", "value-not-permitted" },
        { "/representative/language", "\"fr-FR\"", 422, "request.fields-invalid", "value-not-permitted" },
        { "/representative/timeZone", "\"Europe/Atlantis\"", 422, "request.fields-invalid", "value-not-permitted" },
        { "/representative/email", "\"nobody\"", 422, "request.fields-invalid", "format-invalid" },
        { "/representative/password", "\"abcdefgh12345678\"", 422, "request.fields-invalid", "password-categories" },
        { "/representative/passwordRepeat", "\"Werkstatt-2020-y\"", 422, "organisations.passwords-differ", "passwords-differ" },
        { "/consents", null, 422, "request.fields-invalid", "required" },
        { "/consents/conditionsOfUse", null, 422, "organisations.consent-required", "consent-required" },
        { "/consents/technicalRequirements/accepted", "false", 422, "organisations.consent-required", "consent-required" },
        { "/consents/dataProtection/version", "999", 422, "organisations.consent-version-outdated", "consent-version-outdated" },
        { "/attachmentIds", "[\"4c381c08-dfba-4c76-a445-e9b5d83eec0c\"]", 422, "request.fields-invalid", "value-not-permitted" },
        { "/attachmentIds", "[\"x\"]", 422, "request.fields-invalid", "format-invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    [Trait("Requirement", "REG-14")]
    [Trait("Requirement", "REG-15")]
    [Trait("Requirement", "REG-21")]
    [Trait("Requirement", "REG-22")]
    [Trait("Requirement", "REG-23")]
    [Trait("Requirement", "TECH-5")]
    [Trait("Decision", "REG-D2")]
    [Trait("Decision", "REG-D6")]
    [Trait("Case", "MAS-4")]
    public async Task A_wrong_field_is_named(string pointer, string? value, int status, string code, string fieldCode)
    {
        var email = $"wrong{pointer.Replace("/", ".", StringComparison.Ordinal)}@example.org";
        var form = await api.PlainFormAsync(email, (pointer, value is null ? null : JsonNode.Parse(value)));
        using var answer = await api.SendAsync(form);
        var problem = await answer.ProblemAsync(status, code);
        var named = pointer.Replace("/accepted", "", StringComparison.Ordinal).Replace("/version", "", StringComparison.Ordinal);
        Assert.Contains($"{(named == "/attachmentIds" ? named + "/0" : named)}:{fieldCode}", problem.FieldsOf().Split(' '));
        Assert.Null(await api.StateOfAsync(email));
        Assert.Equal("", await api.WrittenForAsync(email));
    }

    [Theory]
    [InlineData("abcdefgh12345678", "password-categories")]
    [InlineData("Ab1-", "password-too-short")]
    [Trait("Requirement", "REG-22")]
    [Trait("Decision", "REG-D2")]
    public async Task A_weak_password_is_a_problem_of_its_own(string password, string rule)
    {
        const string email = "weak@example.org";
        using var answer = await api.SendAsync(await api.PlainFormAsync(email, ("/representative/password", password), ("/representative/passwordRepeat", password)));
        var problem = await answer.ProblemAsync(422, "organisations.password-guidelines-not-met");
        Assert.Contains("/representative/password:" + rule, problem.FieldsOf().Split(' '));
        Assert.All(problem["errors"]!.AsArray(), error => Assert.Equal("/representative/password", (string?)error!["pointer"]));
        Assert.Null(await api.StateOfAsync(email));
    }

    [Theory]
    [InlineData("""{"unknown":1}""", "MAS-1")]
    [InlineData("""{"id":"0197c9a0-0000-7000-8000-000000000201"}""", "MAS-2")]
    [InlineData("""{"organisationId":"0197c9a0-0000-7000-8000-000000000201","status":"active","createdAt":"2020-01-01T00:00:00Z","role":"administrator"}""", "MAS-2")]
    [InlineData("""{"state":{"x":1}}""", "MAS-5")]
    [InlineData("""{"confirmed":true}""", "MAS-5")]
    [InlineData("""{"administrator":true}""", "MAS-5")]
    [InlineData("""{"permissions":["users.administer"]}""", "MAS-5")]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-2")]
    [Trait("Case", "MAS-5")]
    [Trait("Decision", "REG-D1")]
    public async Task Nobody_registers_as_more_than_an_applicant(string extra, string name)
    {
        var email = $"{name.ToLowerInvariant()}@example.org";
        var form = await api.PlainFormAsync(email);
        foreach (var property in JsonNode.Parse(extra)!.AsObject())
            form[property.Key] = property.Value!.DeepClone();
        using var answer = await api.SendAsync(form);
        await answer.ProblemAsync(400, "request.body-unreadable");
        Assert.Null(await api.StateOfAsync(email));
    }

    [Fact]
    [Trait("Case", "MAS-3")]
    public async Task A_doubled_property_is_refused()
    {
        var text = (await api.PlainFormAsync("doubled@example.org")).ToJsonString();
        using var answer = await api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, text[..^1] + ",\"town\":\"Elsewhere\"}", "doubled");
        await answer.ProblemAsync(400, "request.body-unreadable");
    }

    [Fact]
    [Trait("Requirement", "REG-11")]
    [Trait("Decision", "REG-D4")]
    public async Task Others_must_justify_their_request()
    {
        foreach (var remarks in new JsonNode?[] { null, "too short a text" })
        {
            using var refused = await api.SendAsync(await api.PlainFormAsync("others@example.org", ("/userGroup", "others"), ("/remarks", remarks)));
            var problem = await refused.ProblemAsync(422, "organisations.justification-required");
            Assert.Equal("/remarks", (string)problem["errors"]![0]!["pointer"]!);
        }

        await api.RegisterAsync(await api.PlainFormAsync("others@example.org", ("/userGroup", "others"), ("/remarks", "We are a guild of workshops and advise our members.")));
        using var longer = await api.SendAsync(await api.PlainFormAsync("others2@example.org", ("/userGroup", "others"), ("/remarks", new string('x', 2001))));
        Assert.Equal("too-long", (string)(await longer.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["code"]!);
    }

    [Fact]
    [Trait("Requirement", "REG-16")]
    [Trait("Decision", "REG-D7")]
    public async Task Letters_of_other_scripts_are_a_warning()
    {
        var receipt = await api.RegisterAsync(await api.PlainFormAsync("greek@example.org", ("/country", "GR"), ("/name", "Συνεργείο"), ("/street", "Οδός 1")));
        Assert.Equal("address-not-latin", (string)Assert.Single(receipt["warnings"]!.AsArray())!["code"]!);
        Assert.True((bool)(await api.ReadRegistrationAsync(await api.IdOfAsync("greek@example.org")))["isAddressNotLatin"]!);
        var accents = await api.RegisterAsync(await api.PlainFormAsync("accents@example.org", ("/name", "Łódź Škoda Æø Müller")));
        Assert.Empty(accents["warnings"]!.AsArray());
    }

    [Fact]
    public async Task A_field_that_was_sent_is_kept()
    {
        var form = await api.PlainFormAsync("kept@example.org", ("/country", "US"), ("/withoutVatId", null), ("/state", "California"), ("/additionalAddressLine", "Building 4"), ("/phone", "+1 (555) 123-456"),
            ("/fax", "+1 555/9"), ("/homepage", "www.example.com/a"), ("/remarks", "Nothing."), ("/representative/title", "ms"), ("/representative/phone", "123"), ("/vatId", " us 12 34 "));
        var receipt = await api.RegisterAsync(form);
        Assert.Equal("notChecked", (string)receipt["vatStatus"]!);
        var registration = await api.ReadRegistrationAsync(await api.IdOfAsync("kept@example.org"));
        Assert.Equal(("California", "Building 4", "+1 (555) 123-456", "+1 555/9", "https://www.example.com/a", "Nothing.", "US1234"),
            ((string)registration["addressState"]!, (string)registration["additionalAddressLine"]!, (string)registration["phone"]!, (string)registration["fax"]!, (string)registration["homepage"]!, (string)registration["remarks"]!, (string)registration["vatId"]!));
        Assert.Equal(("ms", "123", "en-GB", "Europe/Berlin"),
            ((string)registration["representative"]!["title"]!, (string)registration["representative"]!["phone"]!, (string)registration["representative"]!["language"]!, (string)registration["representative"]!["timeZone"]!));
        Assert.Null(registration["representative"]!["password"]);
        Assert.DoesNotContain(RegistrationKit.Password, registration.ToJsonString(), StringComparison.Ordinal);
        using var nowhere = await api.SendAsync(await api.PlainFormAsync("nowhere@example.org", ("/country", "US"), ("/withoutVatId", null), ("/state", "Bavaria")));
        Assert.Equal("/state", (string)(await nowhere.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]!);
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task A_key_is_needed_and_a_repeat_has_one_effect()
    {
        var form = await api.PlainFormAsync("repeated@example.org");
        using var keyless = await api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, form.ToJsonString());
        await keyless.ProblemAsync(400, "idempotency.key-required");
        using var first = await api.SendAsync(form, "repeated-1");
        using var second = await api.SendAsync(form, "repeated-1");
        Assert.Equal((HttpStatusCode.Accepted, "true"), (second.StatusCode, second.Header("Idempotency-Replayed")));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(1, await api.SqlAsync<long>("select count(*) from organisations.registrations where email = 'repeated@example.org'"));
        Assert.Equal("organisations.registration-confirm", await api.WrittenForAsync("repeated@example.org"));
        form["town"] = "Elsewhere";
        using var other = await api.SendAsync(form, "repeated-1");
        await other.ProblemAsync(422, "idempotency.key-reused");
    }

    [Fact]
    [Trait("Decision", "REG-D9")]
    public async Task Two_at_once_with_one_address_make_one_registration()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            using var answer = await api.AsNobody().SendJsonAsync(HttpMethod.Post, RegistrationKit.Path, (await api.PlainFormAsync("race@example.org")).ToJsonString(), $"race-{number}");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }));
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests, answer.Item2));
        Assert.Equal(1, await api.SqlAsync<long>("select count(*) from organisations.registrations where email = 'race@example.org'"));
    }
}
