using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.Registrations;

namespace Aos.Api.Tests.Organisations.UserGroups;

/// <summary>User groups as data that staff keeps.</summary>
public sealed class UserGroupTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/administration/v1/user-groups";

    [Fact]
    [Trait("Requirement", "REG-8")]
    [Trait("Requirement", "REG-10")]
    [Trait("Requirement", "REG-12")]
    [Trait("Decision", "REG-D3")]
    public async Task Staff_limits_a_group_to_countries_and_changes_what_it_gives()
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var all = await staff.ReadAsync(Path + "?includeTotal=true");
        Assert.Equal(7, (int)all["total"]!);
        var group = await staff.ReadAsync(Path + "/bfas");
        Assert.Equal(["aosSupportForm", "aosTicketSystem", "aosInformationEnquiryForm", "aosTrainingForm", "aosDiagnosticArticleForm", "apiClients"], group["permissions"]!.AsArray().Select(code => (string)code!));
        var body = Body(group);
        body["countries"] = new JsonArray("AT", "DE");
        body["permissions"] = new JsonArray("aosSupportForm");
        using var without = await staff.SendJsonAsync(HttpMethod.Put, Path + "/bfas", body.ToJsonString());
        await without.ProblemAsync(428, "precondition.version-required");
        using var stale = await staff.SendJsonAsync(HttpMethod.Put, Path + "/bfas", body.ToJsonString(), ifMatch: "\"v7\"");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var replaced = await staff.SendJsonAsync(HttpMethod.Put, Path + "/bfas", body.ToJsonString(), ifMatch: (string)group["etag"]!);
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (replaced.StatusCode, replaced.Header("ETag")));

        var options = await api.AsNobody().ReadAsync("/portal/v1/registration-options");
        Assert.Equal(["AT", "DE"], options["userGroups"]!.AsArray().Single(one => (string)one!["code"]! == "bfas")!["countries"]!.AsArray().Select(code => (string)code!));
        using var refused = await api.SendAsync(await api.PlainFormAsync("limited@example.org", ("/userGroup", "bfas"), ("/country", "PL")));
        var problem = await refused.ProblemAsync(422, "organisations.user-group-country-not-permitted");
        Assert.Equal(("/country", "user-group-country-not-permitted"), ((string)problem["errors"]![0]!["pointer"]!, (string)problem["errors"]![0]!["code"]!));
        var id = await api.InReviewAsync("limited@example.org", ("/userGroup", "bfas"), ("/country", "AT"));
        using var approved = await api.ActAsync(id, "approvals", new { });
        var tenant = (string)(await approved.JsonAsync())["organisationId"]!;
        Assert.Equal("aosSupportForm", await api.SqlAsync<string>($"select string_agg(code, ' ') from identity.tenant_rights where tenant_id = '{tenant}'"));
    }

    [Fact]
    public async Task Wrong_codes_are_named_and_strangers_refused()
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var group = await staff.ReadAsync(Path + "/others");
        var body = Body(group);
        body["countries"] = new JsonArray("DE", "ZZ");
        body["permissions"] = new JsonArray("air", "apiVehicleIdentification");
        using var wrong = await staff.SendJsonAsync(HttpMethod.Put, Path + "/others", body.ToJsonString(), ifMatch: (string)group["etag"]!);
        Assert.Equal(["/permissions/1", "/countries/1"], (await wrong.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        await (await staff.GetAsync(Path + "/wizards")).ProblemAsync(404, "organisations.user-group-not-found");
        using var unknown = await staff.SendJsonAsync(HttpMethod.Put, Path + "/wizards", Body(group).ToJsonString(), ifMatch: "\"v1\"");
        await unknown.ProblemAsync(404, "organisations.user-group-not-found");
        body["code"] = "others";
        using var extra = await staff.SendJsonAsync(HttpMethod.Put, Path + "/others", body.ToJsonString(), ifMatch: (string)group["etag"]!);
        await extra.ProblemAsync(400, "request.body-unreadable");
        using var john = await api.AsPersonAsync(SomePerson.John, "administration");
        await (await john.GetAsync(Path)).ProblemAsync(403, "access.administrator-required");
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        await (await bob.SendJsonAsync(HttpMethod.Put, Path + "/others", Body(group).ToJsonString(), ifMatch: "\"v1\"")).ProblemAsync(403, "access.permission-missing");
        var page = await staff.ReadAsync(Path + "?limit=5");
        Assert.Equal(2, (await staff.ReadAsync($"{Path}?limit=5&cursor={page["nextCursor"]}"))["items"]!.AsArray().Count);
    }

    private static JsonObject Body(JsonNode group)
    {
        var body = group.DeepClone().AsObject();
        foreach (var name in new[] { "code", "vehicleKinds", "etag" })
            body.Remove(name);
        return body;
    }
}
