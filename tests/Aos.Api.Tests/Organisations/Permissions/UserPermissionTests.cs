using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>The legal representative narrows what users may do.</summary>
public sealed class UserPermissionTests : IAsyncLifetime
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles";
    private static readonly Guid North = SomePerson.John.TenantId;
    private readonly ApiHost _api = new();

    public async Task InitializeAsync()
    {
        await _api.InitializeAsync();
        await _api.PromoteAsync(SomePerson.Sam);
        await _api.SqlAsync($"""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            select t.id, c.code, 'administrator', 'test'
            from identity.tenants t cross join unnest(array['air', 'airCharged', 'cdis']) as c (code)
            where t.id = '{North}' or t.parent_id = '{North}';
            insert into identity.rights (code, kind, delegable, representative_only, name_en, name_de)
            values ('keptOne', 'permission', false, false, 'Kept', 'Behalten'), ('ownOne', 'permission', true, true, 'Own', 'Eigen');
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            values ('{North}', 'keptOne', 'administrator', 'test'), ('{North}', 'ownOne', 'administrator', 'test')
            """);
    }

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "PERM-3")]
    [Trait("Requirement", "PERM-7")]
    [Trait("Requirement", "PERM-8")]
    [Trait("Requirement", "PERM-9")]
    [Trait("Requirement", "PERM-10")]
    [Trait("Requirement", "PERM-12")]
    [Trait("Requirement", "ORG-29")]
    [Trait("Requirement", "ORG-30")]
    [Trait("Decision", "PERM-D3")]
    [Trait("Decision", "PERM-D4")]
    [Trait("Decision", "USER-D3")]
    public async Task Permissions_are_taken_and_given_back_on_every_node_also_on_tokens_issued_before()
    {
        await using var second = await _api.StartSecondNodeAsync();
        using var john = await JohnAsync();
        var token = await _api.PersonTokenAsync(SomePerson.Claire, "portal.read");
        using var claire = second.With(token);
        Assert.Equal(["air", "airCharged", "brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce", "cdis"], await PermissionsAsync(claire));
        Assert.Equal(["air", "airCharged", "brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce", "cdis", "keptOne", "ownOne"], await PermissionsAsync(john));
        using var read = await john.GetAsync(PathOf(SomePerson.Claire));
        var before = await read.JsonAsync();
        Assert.Equal(read.Header("ETag"), (string?)before["etag"]);
        Assert.Equal(["air", "airCharged", "brandBmw", "brandMini", "brandMotorrad", "brandRollsRoyce", "cdis"], Given(before));
        Assert.Equal(("CDIS", "free"), ((string?)before["permissions"]![6]!["name"], (string?)before["permissions"]![6]!["priceModel"]));

        using var put = await PutAsync(john, SomePerson.Claire, ["air", "brandMini"], (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var after = await put.JsonAsync();
        Assert.Equal(["air", "brandMini"], Given(after));
        Assert.Equal(7, after["permissions"]!.AsArray().Count);
        Assert.NotEqual((string?)before["etag"], (string?)after["etag"]);
        await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).SequenceEqual(["air", "brandMini"]));
        Assert.Equal(9, (await PermissionsAsync(john)).Count);
        var mail = (string)(await _api.OrganisationMailsAsync(SomePerson.Claire.Email, "permissions-user"))[0]["text"]!;
        Assert.Contains("Withdrawn:\n– Information research (subject to a charge) (airCharged)\n– BMW (brandBmw)", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Given:", mail, StringComparison.Ordinal);

        using var more = await PutAsync(john, SomePerson.Claire, ["air", "cdis"], (string)after["etag"]!);
        Assert.Equal(["air", "cdis"], Given(await more.JsonAsync()));
        mail = (string)(await _api.OrganisationMailsAsync(SomePerson.Claire.Email, "permissions-user", 2))[0]["text"]!;
        Assert.Contains("Given:\n– CDIS (cdis)", mail, StringComparison.Ordinal);
        Assert.Contains("Withdrawn:\n– MINI (brandMini)", mail, StringComparison.Ordinal);
        Assert.Equal("account withdrawn given", await _api.SqlAsync<string>($$"""
            select a.object_kind || ' ' || (d.details->>'old.cdis') || ' ' || (d.details->>'new.cdis')
            from platform.audit a join platform.audit_details d on d.audit_id = a.id
            where a.action = 'organisations.user.permissionsChanged' and a.tenant_id = '{{North}}' and a.object_id = '{{SomePerson.Claire.Id}}' order by a.id desc limit 1
            """));
        Assert.Equal(2L, await _api.SqlAsync<long>($"select count(*) from platform.events where type = 'organisations.user.permissionsChanged' and subject = '/portal/v1/users/{SomePerson.Claire.Id}/permissions'"));

        using var same = await PutAsync(john, SomePerson.Claire, ["air", "cdis"], more.Header("ETag"));
        Assert.Equal((HttpStatusCode.OK, more.Header("ETag")), (same.StatusCode, same.Header("ETag")));
        using var restored = await john.SendJsonAsync(HttpMethod.Post, PathOf(SomePerson.Claire) + "/restorations", null, "restore");
        Assert.Equal((HttpStatusCode.Created, PathOf(SomePerson.Claire)), (restored.StatusCode, restored.Header("Location")));
        Assert.Equal(7, Given(await restored.JsonAsync()).Count);
        await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).Count == 7);
        await _api.OrganisationMailsAsync(SomePerson.Claire.Email, "permissions-user", 3);
        using var nothing = await john.SendJsonAsync(HttpMethod.Post, PathOf(SomePerson.Claire) + "/restorations", null, "again");
        Assert.Equal(HttpStatusCode.Created, nothing.StatusCode);
        Assert.Equal(3L, await _api.SqlAsync<long>($"select count(*) from platform.outbox where purpose = 'organisations.permissions-user' and account_id = '{SomePerson.Claire.Id}'"));
    }

    [Fact]
    [Trait("Decision", "PERM-D3")]
    [Trait("Decision", "PERM-D4")]
    public async Task A_withdrawal_outlives_the_permission_and_a_new_one_is_open_at_once()
    {
        using var john = await JohnAsync();
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var ada = await _api.AsPersonAsync(SomePerson.Ada, "administration");
        var before = await john.ReadAsync(PathOf(SomePerson.Claire));
        using var taken = await PutAsync(john, SomePerson.Claire, [.. Given(before).Where(code => code != "cdis")], (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        await _api.SqlAsync($"delete from identity.tenant_rights where code = 'cdis'; select pg_notify('aos_auth', 'o:{North}')");
        Assert.DoesNotContain("cdis", (await john.ReadAsync(PathOf(SomePerson.Claire)))["permissions"]!.AsArray().Select(item => (string?)item!["code"]));
        using var regained = await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{North}/permissions/cdis", """{"reason":"back"}""", ifMatch: "\"v0\"");
        Assert.Equal(HttpStatusCode.OK, regained.StatusCode);
        Assert.DoesNotContain("cdis", Given(await john.ReadAsync(PathOf(SomePerson.Claire))));

        // Who decided without knowing of a new permission decides again.
        var known = (string)(await john.ReadAsync(PathOf(SomePerson.Claire)))["etag"]!;
        using var fresh = await ada.SendJsonAsync(HttpMethod.Put, $"/administration/v1/organisations/{North}/permissions/rdcTool", """{"reason":"new"}""", ifMatch: "\"v0\"");
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).Contains("rdcTool"));
        Assert.DoesNotContain("cdis", await PermissionsAsync(claire));
        using var blind = await PutAsync(john, SomePerson.Claire, ["air"], known);
        await blind.ProblemAsync(412, "precondition.version-conflict");
    }

    [Fact]
    public async Task Each_permission_stands_in_the_list_once()
    {
        using var john = await JohnAsync();
        var before = await john.ReadAsync(PathOf(SomePerson.Claire));
        using var twice = await PutAsync(john, SomePerson.Claire, ["brandBmw", "brandMini", "brandBmw"], (string)before["etag"]!);
        var error = Assert.Single((await twice.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray())!;
        Assert.Equal(("/permissions", "repeated"), ((string?)error["pointer"], (string?)error["code"]));
        Assert.Equal((string?)before["etag"], (string?)(await john.ReadAsync(PathOf(SomePerson.Claire)))["etag"]);
    }

    [Fact]
    [Trait("Requirement", "PERM-2")]
    [Trait("Decision", "PERM-D8")]
    public async Task A_brand_taken_from_a_user_is_gone_for_this_user_alone()
    {
        using var john = await JohnAsync();
        using var claire = await _api.InSandboxAsync(SomePerson.Claire, "vehicle.read");
        using var boss = await _api.InSandboxAsync(SomePerson.John, "vehicle.read");
        var all = (int)(await claire.ReadAsync(Vehicles + "?limit=1&includeTotal=true"))["total"]!;
        var bmw = (string)(await claire.ReadAsync(Vehicles + "?limit=1&brand=bmw"))["items"]![0]!["vin"]!;
        var before = await john.ReadAsync(PathOf(SomePerson.Claire));
        using var put = await PutAsync(john, SomePerson.Claire, [.. Given(before).Where(code => code != "brandBmw")], (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Polling.UntilAsync(async () => (await claire.GetAsync($"{Vehicles}/{bmw}")).StatusCode == HttpStatusCode.NotFound);
        Assert.Empty((await claire.ReadAsync(Vehicles + "?brand=bmw"))["items"]!.AsArray());
        Assert.InRange((int)(await claire.ReadAsync(Vehicles + "?limit=1&includeTotal=true"))["total"]!, 1, all - 1);
        Assert.Equal(HttpStatusCode.OK, (await boss.GetAsync($"{Vehicles}/{bmw}")).StatusCode);

        using var none = await PutAsync(john, SomePerson.Claire, [], put.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, none.StatusCode);
        await Polling.UntilAsync(async () => (int)(await claire.ReadAsync(Vehicles + "?limit=1&includeTotal=true"))["total"]! == 0);
    }

    [Fact]
    [Trait("Requirement", "PERM-11")]
    [Trait("Requirement", "PERM-13")]
    [Trait("Decision", "PERM-D4")]
    [Trait("Case", "TEN-1")]
    [Trait("Case", "TEN-6")]
    public async Task Refusals()
    {
        using var john = await JohnAsync();
        var etag = (string)(await john.ReadAsync(PathOf(SomePerson.Claire)))["etag"]!;
        using var blind = await PutAsync(john, SomePerson.Claire, ["air"], null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var old = await PutAsync(john, SomePerson.Claire, ["air"], "\"v99-000000000000\"");
        await old.ProblemAsync(412, "precondition.version-conflict");
        using var noTag = await PutAsync(john, SomePerson.Claire, ["air"], "v1");
        await noTag.ProblemAsync(400, "request.header-invalid");
        using var lacking = await PutAsync(john, SomePerson.Claire, ["air", "ista", "keptOne"], etag);
        Assert.Equal(["/permissions/1 permission-not-available", "/permissions/2 permission-not-delegable"],
            (await lacking.ProblemAsync(422, "organisations.permission-not-available"))["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}"));
        foreach (var code in new[] { "keptOne", "ownOne" })
        {
            using var kept = await PutAsync(john, SomePerson.Claire, [code], etag);
            await kept.ProblemAsync(422, "organisations.permission-not-delegable");
        }

        using var missing = await john.SendJsonAsync(HttpMethod.Put, PathOf(SomePerson.Claire), "{}", ifMatch: etag);
        await missing.ProblemAsync(422, "request.fields-invalid");
        using var more = await john.SendJsonAsync(HttpMethod.Put, PathOf(SomePerson.Claire), """{"permissions":[],"role":"x"}""", ifMatch: etag);
        await more.ProblemAsync(400, "request.body-unreadable");
        Assert.Equal(0L, await _api.SqlAsync<long>("select count(*) from identity.account_withdrawals"));

        foreach (var id in new[] { SomePerson.Sam.Id.ToString(), SomePerson.Ada.Id.ToString(), SomePerson.Gone.Id.ToString(), Guid.NewGuid().ToString(), "x" })
            await RefusedAsync(john, id, etag, 404, "organisations.user-not-found");
        await RefusedAsync(john, SomePerson.Ivy.Id.ToString(), etag, 409, "organisations.email-not-confirmed");
        await RefusedAsync(john, SomePerson.John.Id.ToString(), etag, 409, "organisations.legal-representative-has-all-permissions");
        using var sam = await _api.AsPersonAsync(SomePerson.Sam, "portal.read", "portal.write");
        await RefusedAsync(sam, SomePerson.Claire.Id.ToString(), etag, 404, "organisations.user-not-found");

        using var blindRestore = await john.SendJsonAsync(HttpMethod.Post, PathOf(SomePerson.Claire) + "/restorations", null);
        await blindRestore.ProblemAsync(400, "idempotency.key-required");
    }

    [Fact]
    [Trait("Case", "MAS-6")]
    [Trait("Decision", "PERM-D4")]
    public async Task Nobody_but_the_legal_representative_may()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        foreach (var person in new[] { SomePerson.Claire, SomePerson.John, SomePerson.Sam })
            await RefusedAsync(claire, person.Id.ToString(), "\"v1\"", 403, "access.legal-representative-required");
        using var reader = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        using var scope = await PutAsync(reader, SomePerson.Claire, [], "\"v1\"");
        await scope.ProblemAsync(403, "access.scope-missing");
        using var machine = await _api.AsAsync(Somebody.Workshop);
        await RefusedAsync(machine, SomePerson.Claire.Id.ToString(), "\"v1\"", 403, "access.person-required");
        await RefusedAsync(_api.AsNobody(), SomePerson.Claire.Id.ToString(), "\"v1\"", 401, "auth.not-signed-in");
        using var own = await claire.SendJsonAsync(HttpMethod.Put, "/portal/v1/me", """{"lastName":"a","firstName":"b","language":"en-GB","timeZone":"UTC","permissions":["air"]}""", ifMatch: "\"v1\"");
        await own.ProblemAsync(400, "request.body-unreadable");
    }

    [Fact]
    [Trait("Decision", "PERM-D6")]
    [Trait("Decision", "USER-D3")]
    public async Task Of_several_AIR_permissions_the_cheapest_counts()
    {
        using var john = await JohnAsync();
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        Assert.Equal("charged", await PriceAsync(claire));
        foreach (var (code, price) in new[] { ("airWir", "charged"), ("airReduced", "reduced"), ("airFree", "free") })
        {
            await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{North}', '{code}', 'administrator', 'test'); select pg_notify('aos_auth', 'o:{North}')");
            await Polling.UntilAsync(async () => (await PermissionsAsync(claire)).Contains(code));
            Assert.Equal(price, await PriceAsync(claire));
        }

        await _api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{North}' and code in ('airFree', 'airReduced', 'airCharged'); select pg_notify('aos_auth', 'o:{North}')");
        await Polling.UntilAsync(async () => await PriceAsync(claire) == "wir");
        await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{North}', 'airSecond', 'administrator', 'test'), ('{North}', 'airFree', 'administrator', 'test')");

        // Without `air` nothing of it opens, its alias included.
        var before = await john.ReadAsync(PathOf(SomePerson.Claire));
        using var put = await PutAsync(john, SomePerson.Claire, [.. Given(before).Where(code => code != "air")], (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Polling.UntilAsync(async () => await PriceAsync(claire) is null);
    }

    [Fact]
    [Trait("Requirement", "PERM-14")]
    [Trait("Decision", "PERM-D5")]
    public async Task Booking_of_tickets_is_blocked_for_a_user()
    {
        await _api.SqlAsync($"insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{North}', 'bookTickets', 'administrator', 'test'); select pg_notify('aos_auth', 'o:{North}')");
        using var john = await JohnAsync();
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        Assert.Contains("bookTickets", await PermissionsAsync(claire));
        var before = await john.ReadAsync(PathOf(SomePerson.Claire));
        using var put = await PutAsync(john, SomePerson.Claire, [.. Given(before).Where(code => code != "bookTickets")], (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await Polling.UntilAsync(async () => !(await PermissionsAsync(claire)).Contains("bookTickets"));
        Assert.Contains("bookTickets", await PermissionsAsync(john));

        // Whatever was taken from somebody who is the legal representative now, counts no more.
        await _api.SqlAsync($"insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.John.Id}', 'bookTickets', 'test'); select pg_notify('aos_auth', 'u:{SomePerson.John.Id}')");
        using var again = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Contains("bookTickets", await PermissionsAsync(again));
    }

    private Task<HttpClient> JohnAsync() => _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");

    private static string PathOf(SomePerson person) => $"/portal/v1/users/{person.Id}/permissions";

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, SomePerson person, string[] codes, string? etag) =>
        client.SendJsonAsync(HttpMethod.Put, PathOf(person), Answers.ToJson(new { permissions = codes }), ifMatch: etag);

    private static async Task RefusedAsync(HttpClient client, string id, string etag, int status, string code)
    {
        var path = $"/portal/v1/users/{id}/permissions";
        using var get = await client.GetAsync(path);
        await get.ProblemAsync(status, code);
        using var put = await client.SendJsonAsync(HttpMethod.Put, path, """{"permissions":[]}""", ifMatch: etag);
        await put.ProblemAsync(status, code);
        using var post = await client.SendJsonAsync(HttpMethod.Post, path + "/restorations", null, Guid.NewGuid().ToString());
        await post.ProblemAsync(status, code);
    }

    private static IReadOnlyList<string> Given(JsonNode permissions) =>
        [.. permissions["permissions"]!.AsArray().Where(item => (bool)item!["isGiven"]!).Select(item => (string)item!["code"]!)];

    private static async Task<IReadOnlyList<string>> PermissionsAsync(HttpClient person) =>
        [.. (await person.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!)];

    private static async Task<string?> PriceAsync(HttpClient person) => (string?)(await person.ReadAsync("/portal/v1/me"))["airPriceModel"];
}
