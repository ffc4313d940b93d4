using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations.Staff;

/// <summary>The operator's staff: invited, given rights, deactivated.</summary>
public sealed class StaffTests : IAsyncLifetime
{
    private const string Path = "/administration/v1/staff";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Staff_is_invited_and_works_with_a_second_factor()
    {
        using var ada = await AdaAsync();
        using var made = await ada.PostJsonAsync(Path, """{"email":"grace@operator.example","firstName":"Grace","lastName":"Lake","language":"de-DE","timeZone":"Europe/Berlin","rights":[{"code":"permissions.administer","validUntil":"2099-01-01T00:00:00Z"}]}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var grace = await made.JsonAsync();
        Assert.Equal((Path + "/" + (string?)grace["id"], "invited", "grace@operator.example"), (made.Header("Location"), (string?)grace["state"], (string?)grace["email"]));
        Assert.Equal("permissions.administer 2099-01-01T00:00:00.000Z account:" + SomePerson.Ada.Id, RightsOf(grace, withEnd: true));
        using var again = await ada.PostJsonAsync(Path, """{"email":"GRACE@operator.example","firstName":"G","lastName":"L","language":"en-GB","timeZone":"UTC"}""");
        await again.ProblemAsync(409, "organisations.staff-email-not-available");
        var first = await Api.LinkAsync("grace@operator.example", "activate");
        using var resent = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{grace["id"]}/invitations", null, "again");
        Assert.Equal(HttpStatusCode.Created, resent.StatusCode);
        var second = await Api.LinkAsync("grace@operator.example", "activate", 2);

        using var browser = new AccountBrowser(Api);
        Assert.Equal("LinkExpired", (string?)(await browser.PostAsync("activations", new { link = first, password = "Neue-Wege-2026" }))["outcome"]);
        Assert.Equal("Activated", (string?)(await browser.PostAsync("activations", new { link = second, password = "Neue-Wege-2026" }))["outcome"]);
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync("grace@operator.example", "Neue-Wege-2026"));
        using var late = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{grace["id"]}/invitations", null, "late");
        await late.ProblemAsync(409, "organisations.staff-state");
        using var working = await Api.AsPersonAsync(new(Guid.Parse((string)grace["id"]!), SomePerson.Ada.TenantId, "portal", "grace@operator.example"), "administration");
        await working.ReadAsync("/administration/v1/permissions");
        using var other = await working.GetAsync(Path);
        await other.ProblemAsync(403, "access.permission-missing");
    }

    [Fact]
    [Trait("Case", "SCP-10")]
    public async Task Rights_come_and_go_with_their_end()
    {
        using var ada = await AdaAsync();
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        var before = await ada.ReadAsync($"{Path}/{SomePerson.Bob.Id}");
        var end = Api.Clock.GetUtcNow().AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        using var given = await PutAsync(ada, SomePerson.Bob, $$"""{"rights":[{"code":"permissions.administer"},{"code":"audit.read","validUntil":"{{end}}"}]}""", (string)before["etag"]!);
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        await Polling.UntilAsync(async () => (await bob.GetAsync("/administration/v1/permissions")).StatusCode == HttpStatusCode.OK);
        await bob.ReadAsync("/administration/v1/audit-events");
        var mail = (string)(await Api.OrganisationMailsAsync(SomePerson.Bob.Email, "staff-rights"))[0]["text"]!;
        Assert.Contains("– Administer permissions (permissions.administer)", mail, StringComparison.Ordinal);
        await Api.Clock.AdvanceAsync(TimeSpan.FromMinutes(6));
        using var ended = await bob.GetAsync("/administration/v1/audit-events");
        await ended.ProblemAsync(403, "access.permission-missing");
        Assert.Equal("permissions.administer", RightsOf(await ada.ReadAsync($"{Path}/{SomePerson.Bob.Id}")));

        using var taken = await PutAsync(ada, SomePerson.Bob, """{"rights":[]}""", given.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        using var gone = await bob.GetAsync("/administration/v1/permissions");
        await gone.ProblemAsync(403, "access.permission-missing");
        Assert.Equal(2L, await Api.SqlAsync<long>($"select count(*) from platform.audit where action = 'organisations.staff.rightsChanged' and object_id = '{SomePerson.Bob.Id}' and tenant_id = '{SomePerson.Ada.TenantId}'"));
    }

    [Fact]
    [Trait("Case", "TEN-6")]
    [Trait("Case", "MAS-6")]
    public async Task Nobody_changes_the_own_rights_or_gives_what_they_do_not_hold()
    {
        await Api.SqlAsync($"insert into identity.account_rights (account_id, code, granted_by, valid_until) values ('{SomePerson.Bob.Id}', 'staff.administer', 'test', null), ('{SomePerson.Bob.Id}', 'audit.read', 'test', platform.now() + interval '1 hour')");
        using var ada = await AdaAsync();
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        var own = (string)(await bob.ReadAsync($"{Path}/{SomePerson.Bob.Id}"))["etag"]!;
        using var self = await PutAsync(bob, SomePerson.Bob, """{"rights":[]}""", own);
        await self.ProblemAsync(403, "organisations.own-rights");
        foreach (var act in new[] { "deactivations", "reactivations" })
        {
            using var suicide = await bob.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/{act}", null, act);
            await suicide.ProblemAsync(403, "organisations.own-rights");
        }

        using var invite = await bob.PostJsonAsync(Path, """{"email":"mole@operator.example","firstName":"M","lastName":"M","language":"en-GB","timeZone":"UTC","rights":[{"code":"permissions.administer"}]}""");
        Assert.Contains("permissions.administer", (string?)(await invite.ProblemAsync(403, "administration.right-not-held"))["detail"], StringComparison.Ordinal);
        Assert.Equal(0L, await Api.SqlAsync<long>("select count(*) from identity.accounts where email = 'mole@operator.example'"));
        using var made = await ada.PostJsonAsync(Path, """{"email":"grace@operator.example","firstName":"G","lastName":"L","language":"en-GB","timeZone":"UTC","rights":[{"code":"content.administer"}]}""");
        var grace = await made.JsonAsync();
        foreach (var rights in new[]
        {
            """[{"code":"content.administer"},{"code":"clients.administer"}]""", // given
            "[]", // taken
            """[{"code":"content.administer","validUntil":"2099-01-01T00:00:00Z"}]""", // changed
            """[{"code":"content.administer"},{"code":"audit.read"}]""", // held for an hour only
        })
        {
            using var beyond = await bob.SendJsonAsync(HttpMethod.Put, $"{Path}/{grace["id"]}/rights", $$"""{"rights":{{rights}}}""", ifMatch: (string)grace["etag"]!);
            await beyond.ProblemAsync(403, "administration.right-not-held");
        }

        using var within = await bob.SendJsonAsync(HttpMethod.Put, $"{Path}/{grace["id"]}/rights", """{"rights":[{"code":"content.administer"},{"code":"staff.administer"}]}""", ifMatch: (string)grace["etag"]!);
        Assert.Equal(HttpStatusCode.OK, within.StatusCode);
    }

    [Fact]
    public async Task Somebody_always_looks_after_staff()
    {
        // Bob may, but not for long; Ada is the last one.
        await Api.SqlAsync($"insert into identity.account_rights (account_id, code, granted_by, valid_until) select '{SomePerson.Bob.Id}', code, 'test', case code when 'staff.administer' then platform.now() + interval '1 day' end from identity.rights where kind = 'staff'");
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        var etag = (string)(await bob.ReadAsync($"{Path}/{SomePerson.Ada.Id}"))["etag"]!;
        using var rights = await PutAsync(bob, SomePerson.Ada, """{"rights":[{"code":"audit.read"}]}""", etag);
        await rights.ProblemAsync(409, "organisations.last-staff-administrator");
        using var state = await bob.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Ada.Id}/deactivations", null, "off");
        await state.ProblemAsync(409, "organisations.last-staff-administrator");
        using var ada = await AdaAsync();
        await ada.ReadAsync(Path);
        await Api.SqlAsync($"update identity.account_rights set valid_until = null where account_id = '{SomePerson.Bob.Id}'");
        using var off = await bob.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Ada.Id}/deactivations", null, "off-2");
        Assert.Equal(HttpStatusCode.Created, off.StatusCode);
    }

    [Fact]
    public async Task Where_every_administrator_has_an_end_other_rights_can_be_changed()
    {
        await Api.SqlAsync($"""
            insert into identity.account_rights (account_id, code, granted_by) values ('{SomePerson.Bob.Id}', 'audit.read', 'test') on conflict do nothing;
            update identity.account_rights set valid_until = platform.now() + interval '1 day' where code = 'staff.administer'
            """);
        using var ada = await AdaAsync();
        var etag = (string)(await ada.ReadAsync($"{Path}/{SomePerson.Bob.Id}"))["etag"]!;
        using var rights = await PutAsync(ada, SomePerson.Bob, """{"rights":[{"code":"permissions.administer"}]}""", etag);
        Assert.Equal(HttpStatusCode.OK, rights.StatusCode);
        using var off = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/deactivations", null, "off-3");
        Assert.Equal(HttpStatusCode.Created, off.StatusCode);
    }

    [Fact]
    public async Task Staff_is_deactivated_and_let_in_again()
    {
        using var ada = await AdaAsync();
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "portal.read");
        await bob.ReadAsync("/portal/v1/me");
        using var on = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/reactivations", null, "early");
        await on.ProblemAsync(409, "organisations.staff-state");
        using var off = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/deactivations", null, "off");
        Assert.Equal((HttpStatusCode.Created, "suspended"), (off.StatusCode, (string?)(await off.JsonAsync())["state"]));
        await Polling.UntilAsync(async () => (await bob.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("Suspended", await browser.SignInAsync(SomePerson.Bob));
        await Api.OrganisationMailsAsync(SomePerson.Bob.Email, "staff-deactivated");
        using var twice = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/deactivations", null, "twice");
        await twice.ProblemAsync(409, "organisations.staff-state");
        using var again = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Bob.Id}/reactivations", null, "on");
        Assert.Equal("active", (string?)(await again.JsonAsync())["state"]);
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync(SomePerson.Bob));
        await Api.OrganisationMailsAsync(SomePerson.Bob.Email, "staff-reactivated");
        Assert.Equal("organisations.staff.deactivated organisations.staff.reactivated", await Api.SqlAsync<string>($"select string_agg(action, ' ' order by id) from platform.audit where object_id = '{SomePerson.Bob.Id}' and action like 'organisations.staff.%'"));

        using var made = await ada.PostJsonAsync(Path, """{"email":"new@operator.example","firstName":"N","lastName":"N","language":"pl-PL","timeZone":"UTC"}""");
        var id = (string)(await made.JsonAsync())["id"]!;
        using var withdrawn = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/deactivations", null, "w");
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.Equal("LinkExpired", (string?)(await browser.PostAsync("activations", new { link = await Api.LinkAsync("new@operator.example", "activate"), password = "Neue-Wege-2026" }))["outcome"]);
        using var back = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/reactivations", null, "b");
        Assert.Equal("invited", (string?)(await back.JsonAsync())["state"]);
        await Api.LinkAsync("new@operator.example", "activate", 2);
    }

    [Fact]
    [Trait("Case", "TEN-1")]
    public async Task Staff_is_listed_and_nobody_else_is()
    {
        using var ada = await AdaAsync();
        var page = await ada.ReadAsync(Path + "?includeTotal=true");
        Assert.Equal((2, "ada@operator.example bob@operator.example"), ((int)page["total"]!, string.Join(' ', page["items"]!.AsArray().Select(item => (string)item!["email"]!).Order())));
        Assert.Equal(["bob@operator.example"], (await ada.ReadAsync(Path + "?q=BOB&state=active"))["items"]!.AsArray().Select(item => (string)item!["email"]!));
        Assert.Empty((await ada.ReadAsync(Path + "?state=suspended"))["items"]!.AsArray());
        var one = await ada.ReadAsync(Path + "?limit=1");
        Assert.NotEqual((string?)one["items"]![0]!["id"], (string?)(await ada.ReadAsync(Path + "?limit=1&cursor=" + one["nextCursor"]))["items"]![0]!["id"]);
        foreach (var id in new[] { SomePerson.Claire.Id.ToString(), Guid.NewGuid().ToString(), "x" })
        {
            using var read = await ada.GetAsync($"{Path}/{id}");
            await read.ProblemAsync(404, "organisations.staff-not-found");
            using var put = await ada.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}/rights", """{"rights":[]}""", ifMatch: "\"v1\"");
            await put.ProblemAsync(404, "organisations.staff-not-found");
            foreach (var act in new[] { "deactivations", "reactivations", "invitations" })
            {
                using var post = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/{act}", null, Guid.NewGuid().ToString());
                await post.ProblemAsync(404, "organisations.staff-not-found");
            }
        }
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Refusals()
    {
        using var ada = await AdaAsync();
        var etag = (string)(await ada.ReadAsync($"{Path}/{SomePerson.Bob.Id}"))["etag"]!;
        using var blind = await PutAsync(ada, SomePerson.Bob, """{"rights":[]}""", null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var stale = await PutAsync(ada, SomePerson.Bob, """{"rights":[]}""", "\"v99\"");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var wrong = await PutAsync(ada, SomePerson.Bob, """{"rights":[{"code":"air"},{"code":"audit.read","validUntil":"2020-01-01T00:00:00Z"},{"code":"audit.read"}]}""", etag);
        Assert.Equal(["/rights/0/code value-not-permitted", "/rights/1/validUntil value-not-permitted", "/rights/2/code repeated"],
            (await wrong.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}"));
        using var person = await ada.PostJsonAsync(Path, """{"email":"nowhere","firstName":"F","lastName":"L","language":"en-GB","timeZone":"Mars/North"}""");
        Assert.Equal(["/email format-invalid", "/timeZone value-not-permitted"],
            (await person.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray().Select(error => $"{error!["pointer"]} {error["code"]}"));
        using var zone = await ada.PostJsonAsync(Path, """{"email":"a@b.example","firstName":"F","lastName":"L","language":"en-GB","timeZone":"EST"}""");
        Assert.Equal("/timeZone:value-not-permitted", (await zone.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        using var role = await ada.PostJsonAsync(Path, """{"email":"a@b.example","firstName":"F","lastName":"L","language":"en-GB","timeZone":"UTC","state":"active"}""");
        await role.ProblemAsync(400, "request.body-unreadable");

        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await Api.AsPersonAsync(SomePerson.John, "administration");
        using var machine = await Api.AsAsync(Somebody.Operator);
        foreach (var (client, code) in new[] { (bob, "access.permission-missing"), (john, "access.administrator-required"), (machine, "access.person-required") })
        {
            using var list = await client.GetAsync(Path);
            await list.ProblemAsync(403, code);
            using var put = await PutAsync(client, SomePerson.Bob, """{"rights":[{"code":"staff.administer"}]}""", etag);
            await put.ProblemAsync(403, code);
            using var post = await client.PostJsonAsync(Path, "{}");
            await post.ProblemAsync(403, code);
        }
    }

    private Task<HttpClient> AdaAsync() => Api.AsPersonAsync(SomePerson.Ada, "administration");

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, SomePerson person, string body, string? etag) =>
        client.SendJsonAsync(HttpMethod.Put, $"{Path}/{person.Id}/rights", body, ifMatch: etag);

    private static string RightsOf(JsonNode member, bool withEnd = false) => string.Join('|', member["rights"]!.AsArray().Select(right =>
        withEnd ? $"{right!["code"]} {right["validUntil"]} {right["grantedBy"]}" : (string)right!["code"]!));
}
