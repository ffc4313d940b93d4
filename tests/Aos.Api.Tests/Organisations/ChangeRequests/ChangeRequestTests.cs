using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.ChangeRequests;

/// <summary>Master data change when an administrator has confirmed it.</summary>
public sealed class ChangeRequestTests : IAsyncLifetime
{
    private const string Requests = "/administration/v1/change-requests";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "ORG-17")]
    [Trait("Requirement", "ORG-18")]
    [Trait("Requirement", "ORG-20")]
    [Trait("Requirement", "ORG-22")]
    [Trait("Decision", "ORG-D4")]
    [Trait("Decision", "ORG-D5")]
    [Trait("Decision", "ORG-D6")]
    public async Task What_is_asked_for_stands_beside_what_is_stored_until_it_is_approved()
    {
        using var john = await _api.JohnAsync();
        var saved = await john.SaveAsync(new { phone = "+43 1", street = "Siegfried-Marcus-Str. 26", name = "Workshop Far North" });
        Assert.Equal("+43 1 Siegfried-Marcus-Str. 24 Workshop North", $"{saved["phone"]} {saved["street"]} {saved["name"]}");
        var request = saved["changeRequest"]!;
        Assert.Equal("open name:Workshop North>Workshop Far North street:Siegfried-Marcus-Str. 24>Siegfried-Marcus-Str. 26", Shown(request));
        Assert.Equal($"{SomePerson.John.Id} John Smith", $"{request["requestedBy"]!["id"]} {request["requestedBy"]!["name"]}");
        Assert.Equal(WorkingDays.After(_api.Clock.GetUtcNow().UtcDateTime, 2, "UTC", []).ToString("yyyy-MM-dd", null), (string?)request["dueOn"]);
        var mail = (string)(await _api.OrganisationMailsAsync(SomePerson.John.Login, "requested"))[0]["text"]!;
        Assert.Contains("Street address: Siegfried-Marcus-Str. 24 → Siegfried-Marcus-Str. 26", mail, StringComparison.Ordinal);
        Assert.Contains("two working days", mail, StringComparison.Ordinal);
        using var rita = await _api.RitaAsync();
        Assert.Null((await rita.ReadAsync(Own))["changeRequest"]);

        using var ada = await _api.AdaAsync();
        var found = (await ada.ReadAsync(Requests + "?state=open&includeTotal=true"))["items"]!.AsArray().Single()!;
        Assert.Equal($"Workshop North false {SomePerson.John.TenantId} {request["id"]}", $"{found["organisationName"]} {found["late"]} {found["organisationId"]} {found["id"]}");
        using var approved = await ada.SendJsonAsync(HttpMethod.Post, $"{Requests}/{request["id"]}/approvals", null, "approve");
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        var review = await approved.JsonAsync();
        Assert.Equal($"applied account:{SomePerson.Ada.Id}", $"{review["state"]} {review["decidedBy"]}");
        Assert.NotNull(review["decidedAt"]);

        // Name and address are asked of the VAT register anew.
        Assert.True(await _api.SqlAsync<bool>($"select vat_next_check_at <= platform.now() from organisations.organisations where tenant_id = '{SomePerson.John.TenantId}'"));
        var after = await john.ReadAsync(Own);
        Assert.Equal("Siegfried-Marcus-Str. 26 Workshop Far North", $"{after["street"]} {after["name"]}");
        Assert.Null(after["changeRequest"]);
        Assert.Equal("Workshop Far North", (string?)(await john.ReadAsync("/portal/v1/me"))["organisationName"]);
        Assert.Equal("Workshop Far North", await _api.SqlAsync<string>("select name from identity.tenants where parent_id = '00000000-0000-7000-8000-000000000002'"));
        Assert.Contains("Workshop North → Workshop Far North", (string)(await _api.OrganisationMailsAsync(SomePerson.John.Login, "applied"))[0]["text"]!, StringComparison.Ordinal);
        Assert.Equal("applied", (string?)(await ada.ReadAsync($"{Requests}/{request["id"]}"))["state"]);
        foreach (var what in new[] { "approvals", "refusals" })
        {
            using var again = await ada.PostJsonAsync($"{Requests}/{request["id"]}/{what}", """{"reason":"Much too late."}""");
            await again.ProblemAsync(409, "organisations.change-request-not-open");
        }

        Assert.Equal("organisations.changeRequest.applied organisations.changeRequest.created", await _api.SqlAsync<string>("select string_agg(type, ' ' order by type) from platform.events where type like 'organisations.changeRequest.%'"));
    }

    [Fact]
    [Trait("Decision", "ORG-D5")]
    public async Task A_further_save_replaces_what_it_names_and_what_is_put_back_leaves()
    {
        using var before = await _api.JohnAsync();
        var first = await before.SaveAsync(new { street = "New street 1", town = "Wien" });
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        using var john = await _api.JohnAsync();
        var second = await john.SaveAsync(new { street = "New street 2" });
        Assert.Equal((string?)first["changeRequest"]!["id"], (string?)second["changeRequest"]!["id"]);
        Assert.Equal("open street:Siegfried-Marcus-Str. 24>New street 2 town:Salzburg>Wien", Shown(second["changeRequest"]!));
        Assert.NotEqual((string?)first["changeRequest"]!["dueOn"], (string?)second["changeRequest"]!["dueOn"]);
        var third = await john.SaveAsync(new { town = "Salzburg" });
        Assert.Equal("open street:Siegfried-Marcus-Str. 24>New street 2", Shown(third["changeRequest"]!));
        Assert.Null((await john.SaveAsync(new { street = "Siegfried-Marcus-Str. 24" }))["changeRequest"]);
        Assert.Equal("withdrawn", await _api.SqlAsync<string>("select state from organisations.change_requests"));
        Assert.Null((await john.SaveAsync(new { street = "Siegfried-Marcus-Str. 24" }))["changeRequest"]);
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from organisations.change_requests"));
    }

    [Fact]
    public async Task The_representative_withdraws_a_request()
    {
        using var john = await _api.JohnAsync();
        using var none = await john.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null, ifMatch: "\"v1\"");
        await none.ProblemAsync(404, "organisations.change-request-not-found");
        var request = (await john.SaveAsync(new { street = "New street 1" }))["changeRequest"]!;
        using var rita = await _api.RitaAsync();
        using var foreign = await rita.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null, ifMatch: (string)request["etag"]!);
        await foreign.ProblemAsync(404, "organisations.change-request-not-found");
        using var blind = await john.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var wrong = await john.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null, ifMatch: "\"v9\"");
        Assert.EndsWith(Own, (string?)(await wrong.ProblemAsync(412, "precondition.version-conflict"))["resolution"]!["url"], StringComparison.Ordinal);
        using var withdrawn = await john.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null, ifMatch: (string)request["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Null((await john.ReadAsync(Own))["changeRequest"]);
        using var again = await john.SendJsonAsync(HttpMethod.Delete, Own + "/change-request", null, ifMatch: (string)request["etag"]!);
        await again.ProblemAsync(409, "organisations.change-request-not-open");
    }

    [Fact]
    [Trait("Requirement", "ORG-19")]
    [Trait("Decision", "ORG-D6")]
    public async Task A_refused_request_keeps_the_stored_values_and_is_shown_until_the_next_save()
    {
        using var john = await _api.JohnAsync();
        var request = (await john.SaveAsync(new { street = "New street 1" }))["changeRequest"]!;
        using var ada = await _api.AdaAsync();
        using var brief = await ada.PostJsonAsync($"{Requests}/{request["id"]}/refusals", """{"reason":"No."}""");
        Assert.Equal("/reason:too-short", (await brief.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        using var refused = await ada.PostJsonAsync($"{Requests}/{request["id"]}/refusals", """{"reason":"Please send the register entry."}""");
        Assert.Equal(HttpStatusCode.Created, refused.StatusCode);
        var shown = await john.ReadAsync(Own);
        Assert.Equal("Siegfried-Marcus-Str. 24 refused Please send the register entry.", $"{shown["street"]} {shown["changeRequest"]!["state"]} {shown["changeRequest"]!["reason"]}");
        Assert.Null(shown["changeRequest"]!["decidedBy"]);
        Assert.Contains("Please send the register entry.", (string)(await _api.OrganisationMailsAsync(SomePerson.John.Login, "refused"))[0]["text"]!, StringComparison.Ordinal);
        Assert.Null((await john.SaveAsync(new { phone = "1" }))["changeRequest"]);
    }

    [Fact]
    [Trait("Decision", "ORG-D6")]
    public async Task Administrators_see_the_oldest_first_and_which_are_late()
    {
        using var john = await _api.JohnAsync();
        var north = (string)(await john.SaveAsync(new { street = "New street 1" }))["changeRequest"]!["id"]!;
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(6));
        using var later = await _api.RitaAsync();
        var south = (string)(await later.SaveAsync(new { town = "Brussels" }))["changeRequest"]!["id"]!;
        using var ada = await _api.AdaAsync();
        Assert.Equal([north, south], Ids(await ada.ReadAsync(Requests)));
        Assert.Equal([north], Ids(await ada.ReadAsync(Requests + "?late=true")));
        Assert.Equal([south], Ids(await ada.ReadAsync(Requests + "?late=false")));
        Assert.Equal([south], Ids(await ada.ReadAsync($"{Requests}?organisationId={SomePerson.Rita.TenantId}")));
        Assert.Empty(Ids(await ada.ReadAsync(Requests + "?state=applied")));
        var page = await ada.ReadAsync(Requests + "?limit=1&includeTotal=true");
        Assert.Equal(2, (int)page["total"]!);
        Assert.Equal([south], Ids(await ada.ReadAsync($"{Requests}?limit=1&includeTotal=true&cursor={page["nextCursor"]}")));

        foreach (var id in new[] { Guid.NewGuid().ToString(), "x" })
        {
            using var unknown = await ada.GetAsync($"{Requests}/{id}");
            await unknown.ProblemAsync(404, "organisations.change-request-not-found");
            using var approval = await ada.SendJsonAsync(HttpMethod.Post, $"{Requests}/{id}/approvals", null, Guid.NewGuid().ToString());
            await approval.ProblemAsync(404, "organisations.change-request-not-found");
        }
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Only_staff_with_the_right_decides()
    {
        using var bob = await _api.AsPersonAsync(SomePerson.Bob, "administration");
        using var right = await bob.GetAsync(Requests);
        await right.ProblemAsync(403, "access.permission-missing");
        using var john = await _api.AsPersonAsync(SomePerson.John, "administration");
        var id = Guid.NewGuid();
        foreach (var path in new[] { $"{Requests}/{id}/approvals", $"{Requests}/{id}/refusals" })
        {
            using var foreign = await john.PostJsonAsync(path, """{"reason":"Because I want to."}""");
            await foreign.ProblemAsync(403, "access.administrator-required");
            using var without = await bob.PostJsonAsync(path, """{"reason":"Because I want to."}""");
            await without.ProblemAsync(403, "access.permission-missing");
        }
    }

    [Fact]
    [Trait("Decision", "ORG-D3")]
    [Trait("Decision", "ORG-D4")]
    public async Task A_new_VAT_ID_is_checked_before_it_is_accepted_and_the_result_is_shown()
    {
        using var john = await _api.JohnAsync();
        var silent = await john.SaveAsync(new { vatId = "atu 123 45 678" });
        Assert.Equal("vatDataNotComparable", (string?)silent["warnings"]!.AsArray().Single());
        Assert.Equal("ATU37035203 valid", $"{silent["vatId"]} {silent["vatStatus"]}");
        Assert.Equal("open vatId:ATU37035203>ATU12345678", Shown(silent["changeRequest"]!));
        Assert.Equal("valid notProvided", $"{silent["changeRequest"]!["vatStatus"]} {silent["changeRequest"]!["vatMatch"]}");
        var down = await john.SaveAsync(new { vatId = "ATU12345503" });
        Assert.Equal("vatCheckUnavailable", (string?)down["warnings"]!.AsArray().Single());
        using var ada = await _api.AdaAsync();
        using var approved = await ada.SendJsonAsync(HttpMethod.Post, $"{Requests}/{down["changeRequest"]!["id"]}/approvals", null, "approve");
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        var after = await john.ReadAsync(Own);
        Assert.Equal("ATU12345503 unavailable", $"{after["vatId"]} {after["vatStatus"]}");
        // The day was that of the old number.
        Assert.Null(after["vatLastCheckedOn"]);
        var greek = await john.SaveAsync(new { name = "Συνεργείο" });
        Assert.Equal("addressNotLatin", (string?)greek["warnings"]!.AsArray().Single());
    }

    [Fact]
    [Trait("Requirement", "ORG-14")]
    [Trait("Decision", "ORG-D3")]
    public async Task A_VAT_ID_is_not_given_up_with_CarData_that_was_granted_meanwhile()
    {
        using var john = await _api.JohnAsync();
        using var ada = await _api.AdaAsync();
        var request = (await john.SaveAsync(new { vatId = (string?)null, withoutVatId = true }))["changeRequest"]!;
        foreach (var right in new[] { "carData", "apiCarData" })
        {
            await _api.SqlAsync($"delete from identity.tenant_rights where code = 'carData'; insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{SomePerson.John.TenantId}', '{right}', 'administrator', 'test')");
            using var refused = await ada.PostJsonAsync($"{Requests}/{request["id"]}/approvals", "{}");
            await refused.ProblemAsync(409, "organisations.change-request-without-vat-id");
        }

        var kept = await john.ReadAsync(Own);
        Assert.Equal("ATU37035203 open", $"{kept["vatId"]} {kept["changeRequest"]!["state"]}");
        await _api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{SomePerson.John.TenantId}' and code = 'apiCarData'");
        using var approved = await ada.PostJsonAsync($"{Requests}/{request["id"]}/approvals", "{}");
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        Assert.Equal("True waived", $"{(bool)(await john.ReadAsync(Own))["withoutVatId"]!} {(await john.ReadAsync(Own))["vatStatus"]}");
    }

    private static string[] Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["id"]!)];

    private static string Shown(JsonNode request) =>
        $"{request["state"]} {string.Join(' ', request["changes"]!.AsArray().Select(change => $"{change!["field"]}:{change["oldValue"]}>{change["newValue"]}"))}";
}
