using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.States;

/// <summary>An organisation is suspended, taken back, closed; its representative is replaced; its user group changes.</summary>
public sealed class StateTests : IAsyncLifetime
{
    private const string Reason = """{"reason":"Misuse, see request 4711."}""";
    private readonly AccountsHost _host = new();
    private static readonly string North = $"{All}/{SomePerson.John.TenantId}";

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Decision", "ORG-D8")]
    [Trait("Case", "REV-2")]
    public async Task A_suspension_ends_everything_on_every_node_within_a_second_and_can_be_taken_back()
    {
        await using var second = await Api.StartSecondNodeAsync();
        using var claire = await second.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var machine = await second.AsAsync(Somebody.ProductionWorkshop);
        using var twin = await second.AsAsync(Somebody.Workshop);
        using var sam = await second.AsPersonAsync(SomePerson.Sam, "portal.read");
        const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
        foreach (var (caller, path) in new[] { (claire, "/portal/v1/me"), (machine, Vehicles), (twin, Vehicles), (sam, "/portal/v1/me") })
            await caller.ReadAsync(path);

        using var ada = await Api.AdaAsync();
        var suspended = await ActAsync(ada, "suspensions", 201);
        Assert.Equal("suspended Misuse, see request 4711.", $"{suspended["status"]} {suspended["stateReason"]}");
        var took = await Polling.UntilAsync(async () =>
            (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized
            && (await machine.GetAsync(Vehicles)).StatusCode == HttpStatusCode.Unauthorized
            && (await twin.GetAsync(Vehicles)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.InRange(took.TotalSeconds, 0, 10);
        await sam.ReadAsync("/portal/v1/me");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Suspended", await browser.SignInAsync(SomePerson.Claire));
        Assert.Equal(0L, await Api.SqlAsync<long>($"select (select count(*) from oauth.sessions where tenant_id = '{SomePerson.Claire.TenantId}' and ended_at is null) + (select count(*) from oauth.families where account_id = '{SomePerson.Claire.Id}' and revoked_at is null)"));
        Assert.Contains("Misuse, see request 4711.", (string)(await Api.OrganisationMailsAsync(SomePerson.John.Login, "state"))[0]["text"]!, StringComparison.Ordinal);

        await RefusedAsync(ada, "suspensions", 409, "organisations.state-not-permitted");
        Assert.Equal("active", (string?)(await ActAsync(ada, "reactivations", 201))["status"]);
        await RefusedAsync(ada, "reactivations", 409, "organisations.state-not-permitted");
        Assert.Equal("SignedIn", await browser.SignInAsync(SomePerson.Claire));
        await (await claire.GetAsync("/portal/v1/me")).ProblemAsync(401, "auth.token-invalid");
        await (await machine.GetAsync(Vehicles)).ProblemAsync(401, "auth.token-invalid");
    }

    [Fact]
    [Trait("Decision", "ORG-D8")]
    [Trait("Decision", "ORG-D11")]
    public async Task A_closing_is_final_and_deletes_the_people()
    {
        using var john = await Api.JohnAsync();
        await john.SaveAsync(new { street = "New street 1" });
        using var ada = await Api.AdaAsync();
        Assert.Equal("closed", (string?)(await ActAsync(ada, "closures", 201))["status"]);
        await Polling.UntilAsync(async () => (await john.GetAsync(Own)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from identity.accounts where tenant_id = '{SomePerson.John.TenantId}' and state <> 'closed'"));
        Assert.Equal("withdrawn", await Api.SqlAsync<string>("select state from organisations.change_requests"));
        await Api.OrganisationMailsAsync(SomePerson.John.Login, "state");
        foreach (var person in new[] { SomePerson.Claire, SomePerson.Sue, SomePerson.Ivy })
            Assert.Contains("Workshop North", (string)Assert.Single(await Api.OrganisationMailsAsync(person.Login, "deleted"))["text"]!, StringComparison.Ordinal);
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from platform.outbox where recipient = '{SomePerson.John.Login}' and purpose = 'organisations.deleted'"));
        foreach (var person in new[] { SomePerson.John, SomePerson.Claire, SomePerson.Sue, SomePerson.Ivy })
            Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from platform.events where subject = '/portal/v1/users/{person.Id}' and type = 'organisations.user.deleted' and tenant_id = '{person.TenantId}'"));
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Refused", await browser.SignInAsync(SomePerson.John));
        foreach (var act in new[] { "suspensions", "reactivations", "closures" })
            await RefusedAsync(ada, act, 409, "organisations.state-not-permitted");
        using var creation = await ada.PostJsonAsync($"{North}/users", Answers.ToJson(NewUser("nora@example.com")));
        await creation.ProblemAsync(409, "organisations.user-organisation-not-active");
        using var rita = await Api.RitaAsync();
        await rita.CreateUserAsync(SomePerson.John.Login);
    }

    [Fact]
    [Trait("Decision", "ORG-D8")]
    public async Task The_reason_is_kept_for_an_organisation_that_a_command_made()
    {
        await Api.SqlAsync("update identity.tenants set country = 'DE' where name = 'No Product'");
        var path = $"{All}/{await Api.SqlAsync<Guid>("select id from identity.tenants where name = 'No Product'")}";
        using var ada = await Api.AdaAsync();
        Assert.Equal("\"v0-en\"", (string?)(await ada.ReadAsync(path))["etag"]);
        using var suspended = await ada.PostJsonAsync(path + "/suspensions", Reason);
        Assert.Equal(HttpStatusCode.Created, suspended.StatusCode);
        var after = await ada.ReadAsync(path);
        Assert.Equal("suspended Misuse, see request 4711. \"v1-en\"", $"{after["status"]} {after["stateReason"]} {after["etag"]}");
        Assert.NotNull(after["stateChangedAt"]);
    }

    [Fact]
    [Trait("Requirement", "ORG-4")]
    [Trait("Decision", "ORG-D1")]
    [Trait("Case", "TEN-4")]
    public async Task A_lost_representative_is_replaced_by_staff()
    {
        using var ada = await Api.AdaAsync();
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var john = await Api.JohnAsync();
        await Api.SqlAsync($"insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'brandBmw', 'test')");
        foreach (var (user, status, code) in new[]
        {
            (SomePerson.Sam.Id, 404, "organisations.user-not-found"), (SomePerson.Ivy.Id, 409, "organisations.user-not-active"), (SomePerson.Sue.Id, 409, "organisations.user-not-active"),
            (SomePerson.John.Id, 409, "organisations.legal-representative-already"), (Guid.NewGuid(), 404, "organisations.user-not-found"),
        })
        {
            using var refused = await ReplaceAsync(ada, user.ToString());
            await refused.ProblemAsync(status, code);
        }

        using var form = await ReplaceAsync(ada, "x");
        Assert.Equal("/userId:format-invalid", (await form.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        using var replaced = await ReplaceAsync(ada, SomePerson.Claire.Id.ToString());
        Assert.Equal((HttpStatusCode.Created, "legalRepresentative"), (replaced.StatusCode, (string?)(await replaced.JsonAsync())["role"]));
        await Polling.UntilAsync(async () => (await claire.GetAsync(Own)).StatusCode == HttpStatusCode.OK);
        await Polling.UntilAsync(async () => (await john.GetAsync(Own)).StatusCode == HttpStatusCode.Forbidden);
        Assert.Contains("brandBmw", (await claire.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string?)code));
        foreach (var person in new[] { SomePerson.John, SomePerson.Claire })
            Assert.Contains("Claire Smith", (string)(await Api.OrganisationMailsAsync(person.Login, "representative"))[0]["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "REG-D5")]
    public async Task Another_user_group_brings_its_own_permissions()
    {
        await Api.SqlAsync($"""
            delete from identity.tenant_rights where tenant_id = '{SomePerson.John.TenantId}' and code like 'brand%';
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            select t.id, r.code, case when r.code = 'cdis' then 'administrator' else 'userGroup' end, 'test'
            from identity.tenants t, identity.rights r
            where (t.id = '{SomePerson.John.TenantId}' or t.parent_id = '{SomePerson.John.TenantId}') and r.code in ('cdis', 'partsCatalogueCar', 'brandBmw') on conflict do nothing
            """);
        using var ada = await Api.AdaAsync();
        var before = await ada.ReadAsync(North);
        using var blind = await ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"others"}""");
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"others"}""", ifMatch: "\"v99\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var unknown = await ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"pilots"}""", ifMatch: (string)before["etag"]!);
        Assert.Equal("/userGroup:user-group-not-permitted", (await unknown.ProblemAsync(422, "organisations.user-group-not-permitted")).FieldsOf());
        await Api.SqlAsync("update organisations.user_groups set countries = '{DE}' where code = 'bfas'");
        using var elsewhere = await ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"bfas"}""", ifMatch: (string)before["etag"]!);
        await elsewhere.ProblemAsync(422, "organisations.user-group-not-permitted");
        using var changed = await ada.SendJsonAsync(HttpMethod.Put, North + "/user-group", """{"userGroup":"independentMotorcycleWorkshop"}""", ifMatch: (string)before["etag"]!);
        var after = await changed.JsonAsync();
        Assert.Equal("independentMotorcycleWorkshop motorcycle", $"{after["userGroup"]} {after["vehicleKinds"]![0]}");
        foreach (var tenant in new[] { $"id = '{SomePerson.John.TenantId}'", $"parent_id = '{SomePerson.John.TenantId}'" })
        {
            var rights = (await Api.SqlAsync<string>($"select string_agg(code, ' ') from identity.tenant_rights where tenant_id = (select id from identity.tenants where {tenant})"))!.Split(' ');
            Assert.DoesNotContain("partsCatalogueCar", rights);
            Assert.Contains("partsCatalogueMotorcycle", rights);
            Assert.Contains("cdis", rights);
        }

        var mail = (string)Assert.Single(await Api.OrganisationMailsAsync(SomePerson.John.Login, "permissions-organisation"))["text"]!;
        var (given, withdrawn) = (mail.IndexOf("Given:", StringComparison.Ordinal), mail.IndexOf("Withdrawn:", StringComparison.Ordinal));
        Assert.InRange(mail.IndexOf("(partsCatalogueMotorcycle)", StringComparison.Ordinal), given, withdrawn);
        Assert.InRange(mail.IndexOf("(partsCatalogueCar)", StringComparison.Ordinal), withdrawn, mail.IndexOf("another user group", StringComparison.Ordinal));
        Assert.DoesNotContain("(cdis)", mail, StringComparison.Ordinal);
        using var john = await Api.JohnAsync();
        var changes = Assert.Single((await john.ReadAsync(Own + "/change-log?act=organisationPermissionsChanged"))["items"]!.AsArray())!["changes"]!.AsArray().Select(change => $"{change!["field"]} {change["oldValue"]} {change["newValue"]}").ToList();
        Assert.Contains("partsCatalogueCar granted withdrawn", changes);
        Assert.Contains("partsCatalogueMotorcycle withdrawn granted", changes);
        var told = await Api.SqlAsync<string>($"select string_agg(data ->> 'code', ' ') from platform.events where type = 'organisations.permissions.changed' and data ->> 'new' = 'withdrawn' and tenant_id = '{SomePerson.John.TenantId}'");
        Assert.Contains("partsCatalogueCar", told!.Split(' '));

        var south = $"{All}/{SomePerson.Rita.TenantId}";
        using var carData = await ada.SendJsonAsync(HttpMethod.Put, south + "/user-group", """{"userGroup":"carData"}""", ifMatch: (string)(await ada.ReadAsync(south))["etag"]!);
        await carData.ProblemAsync(422, "organisations.vat-id-required");
    }

    [Fact]
    public async Task Pages_go_by_the_small_letters_of_the_database()
    {
        await Api.SqlAsync("update identity.tenants set name = case name when 'Mini Garage' then 'İç Garage' when 'No Product' then 'IÇ Garage' else 'ΣΑΣ' end where name in ('Mini Garage', 'No Product', 'Silent Garage')");
        using var ada = await Api.AdaAsync();
        Assert.Equal(Names(await ada.ReadAsync(All)), await WalkAsync(ada, 1));
    }

    [Fact]
    public async Task Organisations_are_found_and_paged()
    {
        using var ada = await Api.AdaAsync();
        var all = Names(await ada.ReadAsync(All + "?includeTotal=true"));
        Assert.Equal(["Mini Garage", "No Product", "Silent Garage", "Two Wheels", "Workshop North", "Workshop South"], all);
        Assert.Equal(["Silent Garage"], Names(await ada.ReadAsync(All + "?status=suspended")));
        Assert.Equal(["Two Wheels"], Names(await ada.ReadAsync(All + "?userGroup=independentMotorcycleWorkshop")));
        Assert.Equal(["Workshop South"], Names(await ada.ReadAsync(All + "?country=BE")));
        Assert.Equal(["Workshop North", "Workshop South"], Names(await ada.ReadAsync(All + "?q=WORKshop")));
        Assert.Equal(["Workshop South"], Names(await ada.ReadAsync(All + "?q=B2IO4000")));
        Assert.Empty(Names(await ada.ReadAsync(All + "?q=%25")));
        Assert.Equal(all, await WalkAsync(ada, 4));
        var north = await ada.ReadAsync(North);
        Assert.Equal("b2io30002709 Workshop North valid false", $"{north["customerNumber"]} {north["name"]} {north["vatStatus"]} {north["vatBlocked"]}");
        using var bad = await ada.GetAsync(All + "?status=x");
        await bad.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Acts_need_the_right_a_reason_and_an_organisation()
    {
        using var ada = await Api.AdaAsync();
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await Api.AsPersonAsync(SomePerson.John, "administration");
        foreach (var act in new[] { "suspensions", "reactivations", "closures" })
        {
            await RefusedAsync(bob, act, 403, "access.permission-missing");
            await RefusedAsync(john, act, 403, "access.administrator-required");
            using var brief = await ada.PostJsonAsync($"{North}/{act}", """{"reason":"No."}""");
            Assert.Equal("/reason:too-short", (await brief.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
            foreach (var id in new[] { "x", Guid.NewGuid().ToString(), SomePerson.Ada.TenantId.ToString(), Somebody.Workshop.TenantId.ToString() })
            {
                using var unknown = await ada.PostJsonAsync($"{All}/{id}/{act}", Reason);
                await unknown.ProblemAsync(404, "organisations.organisation-not-found");
            }
        }

        foreach (var path in new[] { All, North, North + "/users", North + "/change-log" })
        {
            using var refused = await bob.GetAsync(path);
            await refused.ProblemAsync(403, "access.permission-missing");
        }

        foreach (var path in new[] { "", "/users", "/change-log", $"/users/{SomePerson.Claire.Id}" })
        {
            using var unknown = await ada.GetAsync($"{All}/{Guid.NewGuid()}{path}");
            await unknown.ProblemAsync(404, path.StartsWith("/users/", StringComparison.Ordinal) ? "organisations.user-not-found" : "organisations.organisation-not-found");
        }
    }

    private static async Task<List<string>> WalkAsync(HttpClient staff, int limit)
    {
        var seen = new List<string>();
        for (string? cursor = null; seen.Count < 100;)
        {
            var page = await staff.ReadAsync($"{All}?limit={limit}" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(Names(page));
            if ((cursor = (string?)page["nextCursor"]) is null)
                break;
        }

        return seen;
    }

    private static List<string> Names(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["name"]!)];

    private static Task<HttpResponseMessage> ReplaceAsync(HttpClient staff, string userId) =>
        staff.PostJsonAsync(North + "/representatives", Answers.ToJson(new { userId, reason = "The former one has left." }));

    private static async Task<JsonNode> ActAsync(HttpClient staff, string act, int status)
    {
        using var answer = await staff.PostJsonAsync($"{North}/{act}", Reason);
        Assert.True((int)answer.StatusCode == status, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    private static async Task RefusedAsync(HttpClient staff, string act, int status, string code)
    {
        using var answer = await staff.PostJsonAsync($"{North}/{act}", Reason);
        await answer.ProblemAsync(status, code);
    }
}
