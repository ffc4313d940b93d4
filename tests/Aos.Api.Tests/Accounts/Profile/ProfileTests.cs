using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts.Profile;

/// <summary>The own data.</summary>
public sealed class ProfileTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/me";

    [Fact]
    [Trait("Requirement", "USER-1")]
    [Trait("Decision", "USER-D3")]
    [Trait("Decision", "USER-D9")]
    public async Task A_user_reads_the_own_data()
    {
        using var sam = await api.AsPersonAsync(SomePerson.Sam, "portal.read");
        using var answer = await sam.GetAsync(Path);
        var me = await answer.JsonAsync();
        Assert.Equal(answer.Header("ETag"), (string?)me["etag"]);
        Assert.Equal(
            (SomePerson.Sam.Id.ToString(), "Workshop South", "sam.south@example.com", "user", "active", "South", "Sam", "en-GB", "Europe/Berlin", null),
            ((string?)me["id"], (string?)me["organisationName"], (string?)me["email"], (string?)me["role"], (string?)me["state"], (string?)me["lastName"], (string?)me["firstName"], (string?)me["language"], (string?)me["timeZone"], (string?)me["phone"]));
        Assert.Equal(["brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce"], me["permissions"]!.AsArray().Select(code => (string)code!));
        Assert.NotNull(me["passwordChangedAt"]);
        Assert.DoesNotContain("assword_hash", me.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal(("legalRepresentative", "Smith"), ((string?)(await john.ReadAsync(Path))["role"], (string?)(await john.ReadAsync(Path))["lastName"]));

        var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await sam.SendAsync(again)).StatusCode);
    }

    [Fact]
    [Trait("Requirement", "USER-2")]
    [Trait("Requirement", "USER-3")]
    [Trait("Requirement", "USER-5")]
    [Trait("Requirement", "USER-6")]
    [Trait("Decision", "USER-D1")]
    [Trait("Decision", "USER-D2")]
    public async Task Changes_are_valid_at_once_for_users_and_representatives()
    {
        foreach (var person in new[] { SomePerson.Claire, SomePerson.John })
        {
            using var client = await api.AsPersonAsync(person, "portal.read", "portal.write");
            var before = await client.ReadAsync(Path);
            using var answer = await PutAsync(client, Data(title: "ms", phone: "+49 (170) 123/45-67", language: "pl-PL", zone: "Europe/Warsaw"), (string)before["etag"]!);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var after = await client.ReadAsync(Path);
            Assert.Equal(("ms", "Nowak", "Anna", "+49 (170) 123/45-67", "pl-PL", "Europe/Warsaw"),
                ((string?)after["title"], (string?)after["lastName"], (string?)after["firstName"], (string?)after["phone"], (string?)after["language"], (string?)after["timeZone"]));
            Assert.Equal((await answer.JsonAsync()).ToJsonString(), after.ToJsonString());

            using var cleared = await PutAsync(client, Data(), (string)after["etag"]!);
            Assert.Equal((null, null), ((string?)(await cleared.JsonAsync())["title"], (string?)(await client.ReadAsync(Path))["phone"]));
        }

        Assert.Equal(4L, await api.SqlAsync<long>("select count(*) from platform.audit where action = 'accounts.profile.replaced' and tenant_id = '00000000-0000-7000-8000-000000000002'"));
    }

    [Theory]
    [Trait("Decision", "USER-D1")]
    [Trait("Case", "MAS-2")]
    [InlineData("email", "\"x@example.com\"")]
    [InlineData("organisationName", "\"x\"")]
    [InlineData("id", "\"00000000-0000-7000-8000-000000000102\"")]
    [InlineData("role", "\"legalRepresentative\"")]
    [InlineData("permissions", "[\"brandBmw\"]")]
    [InlineData("state", "\"active\"")]
    [Trait("Requirement", "USER-4")]
    public async Task What_cannot_be_changed_here_is_refused(string field, string value)
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read", "portal.write");
        var before = await moira.ReadAsync(Path);
        var json = Answers.ToJson(Data()).TrimEnd('}') + $",\"{field}\":{value}}}";
        using var answer = await moira.SendJsonAsync(HttpMethod.Put, Path, json, ifMatch: (string)before["etag"]!);
        await answer.ProblemAsync(400, "request.body-unreadable");
        Assert.Equal(before.ToJsonString(), (await moira.ReadAsync(Path)).ToJsonString());
    }

    [Theory]
    [Trait("Decision", "USER-D1")]
    [InlineData("lastName", "", "required")]
    [InlineData("firstName", " ", "required")]
    [InlineData("lastName", "\u202e", "required")]
    [InlineData("lastName", "\u202eSmith", "format-invalid")]
    [InlineData("lastName", "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890", "too-long")]
    [InlineData("title", "dr", "value-not-permitted")]
    [InlineData("phone", "call me", "format-invalid")]
    [InlineData("phone", "0123456789012345678901234567890", "too-long")]
    [InlineData("language", "fr-FR", "value-not-permitted")]
    [InlineData("language", "", "required")]
    [InlineData("timeZone", "Europe/Atlantis", "value-not-permitted")]
    [InlineData("timeZone", "CET ../x", "value-not-permitted")]
    [InlineData("timeZone", "", "required")]
    public async Task Wrong_values_are_named_by_their_field(string field, string value, string code)
    {
        using var moira = await api.AsPersonAsync(SomePerson.Moira, "portal.read", "portal.write");
        var before = await moira.ReadAsync(Path);
        var data = JsonNode.Parse(Answers.ToJson(Data()))!;
        data[field] = value;
        using var answer = await moira.SendJsonAsync(HttpMethod.Put, Path, data.ToJsonString(), ifMatch: (string)before["etag"]!);
        var error = (await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Single()!;
        Assert.Equal(("/" + field, code), ((string?)error["pointer"], (string?)error["code"]));
    }

    [Fact]
    [Trait("Decision", "USER-D1")]
    public async Task A_version_is_needed_and_compared()
    {
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "portal.read", "portal.write");
        var before = await bob.ReadAsync(Path);
        using var without = await PutAsync(bob, Data(), null);
        await without.ProblemAsync(428, "precondition.version-required");
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(bob, Data(phone: "1"), (string)before["etag"]!)).StatusCode);
        using var old = await PutAsync(bob, Data(), (string)before["etag"]!);
        await old.ProblemAsync(412, "precondition.version-conflict");
    }

    [Fact]
    public async Task Only_the_person_itself_with_the_scope_may()
    {
        using var nobody = await api.AsNobody().GetAsync(Path);
        await nobody.ProblemAsync(401, "auth.not-signed-in");
        using var writer = await api.AsPersonAsync(SomePerson.Moira, "portal.write");
        using var read = await writer.GetAsync(Path);
        await read.ProblemAsync(403, "access.scope-missing");
        using var reader = await api.AsPersonAsync(SomePerson.Moira, "portal.read");
        using var write = await PutAsync(reader, Data(), "\"v1\"");
        await write.ProblemAsync(403, "access.scope-missing");
        using var machine = await api.AsAsync(Somebody.Workshop);
        using var refused = await machine.GetAsync(Path);
        await refused.ProblemAsync(403, "access.person-required");
    }

    [Fact]
    [Trait("Decision", "USER-D3")]
    public async Task A_copy_of_all_own_data_can_be_had()
    {
        using var ada = await api.AsPersonAsync(SomePerson.Ada, "portal.read");
        var copy = await ada.ReadAsync("/portal/v1/me/personal-data");
        Assert.Equal((SomePerson.Ada.Login, true), ((string?)copy["profile"]!["email"], (bool?)copy["profile"]!["hasSecondFactor"]));
        Assert.Contains(copy["sessions"]!.AsArray(), session => (bool)session!["isCurrent"]!);
        Assert.Empty(copy["consents"]!.AsArray());
        Assert.DoesNotContain(SomePerson.Ada.TotpKey!, copy.ToJsonString(), StringComparison.Ordinal);
    }

    private static object Data(string? title = null, string? phone = null, string language = "en-GB", string zone = "Europe/Berlin") =>
        new { title, lastName = "Nowak", firstName = "Anna", phone, language, timeZone = zone };

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, object data, string? etag) => client.SendJsonAsync(HttpMethod.Put, Path, Answers.ToJson(data), ifMatch: etag);
}
