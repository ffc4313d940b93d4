using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts.Administration;

/// <summary>What staff does with accounts of others.</summary>
public sealed class AccountAdministrationTests : IAsyncLifetime
{
    private const string Path = "/administration/v1/accounts";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await Api.SqlAsync($"insert into identity.account_rights (account_id, code, granted_by) values ('{SomePerson.Ada.Id}', 'users.administer', 'test') on conflict do nothing");
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Trait("Requirement", "AUTH-26")]
    [Trait("Decision", "AUTH-D12")]
    public async Task A_new_password_can_be_demanded()
    {
        using var ada = await AdaAsync();
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var answer = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{SomePerson.Claire.Id}/password-change-demands", null, "demand");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Forbidden);
        using var browser = new AccountBrowser(Api);
        Assert.Equal("PasswordChangeNeeded", await browser.SignInAsync(SomePerson.Claire));
        await Api.MailsAsync(SomePerson.Claire.Login, "demand");
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from platform.audit where action = 'accounts.passwordChange.demanded' and tenant_id = '{SomePerson.Claire.TenantId}' and actor_id = '{SomePerson.Ada.Id}'"));

        foreach (var id in new[] { Guid.NewGuid().ToString(), "x", SomePerson.Gone.Id.ToString(), SomePerson.Sue.Id.ToString() })
        {
            using var unknown = await ada.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/password-change-demands", null, Guid.NewGuid().ToString());
            await unknown.ProblemAsync(404, "accounts.account-not-found");
        }
    }

    [Fact]
    public async Task A_lost_second_factor_is_removed_by_another_member_of_staff()
    {
        await Api.SqlAsync($"update identity.accounts set totp_secret = 'x', totp_confirmed_at = platform.now() where id = '{SomePerson.Bob.Id}'");
        using var ada = await AdaAsync();
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "portal.read");
        var account = await ada.ReadAsync($"{Path}/{SomePerson.Bob.Id}");
        Assert.True((bool)account["hasSecondFactor"]!);
        using var blind = await RemoveAsync(ada, SomePerson.Bob, null);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var wrong = await RemoveAsync(ada, SomePerson.Bob, "\"v99\"");
        await wrong.ProblemAsync(412, "precondition.version-conflict");
        using var own = await RemoveAsync(ada, SomePerson.Ada, "\"v1\"");
        await own.ProblemAsync(403, "accounts.own-account");
        using var removed = await RemoveAsync(ada, SomePerson.Bob, (string)account["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Polling.UntilAsync(async () => (await bob.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        await Api.MailsAsync(SomePerson.Bob.Login, "factor-removed");
        using var browser = new AccountBrowser(Api);
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync(SomePerson.Bob));
        using var none = await RemoveAsync(ada, SomePerson.John, (string)(await ada.ReadAsync($"{Path}/{SomePerson.John.Id}"))["etag"]!);
        await none.ProblemAsync(404, "accounts.second-factor-not-found");
        using var unknown = await ada.SendJsonAsync(HttpMethod.Delete, $"{Path}/{Guid.NewGuid()}/second-factor", null, ifMatch: "\"v1\"");
        await unknown.ProblemAsync(404, "accounts.account-not-found");
    }

    [Fact]
    public async Task Accounts_are_found_and_paged()
    {
        using var ada = await AdaAsync();
        var smiths = await ada.ReadAsync(Path + "?q=SMITH&state=active&includeTotal=true");
        Assert.Equal("2 claire.smith@example.com john.smith@example.com", $"{(int)smiths["total"]!} {string.Join(' ', smiths["items"]!.AsArray().Select(item => (string)item!["email"]!).Order())}");
        Assert.Equal(["flora.fleet"], (await ada.ReadAsync(Path + "?realm=fleet"))["items"]!.AsArray().Select(item => (string)item!["login"]!));
        Assert.Equal(["moira.wheels@example.com"], (await ada.ReadAsync(Path + "?tenantId=" + SomePerson.Moira.TenantId))["items"]!.AsArray().Select(item => (string)item!["login"]!));
        Assert.Empty((await ada.ReadAsync(Path + "?q=%25_%25"))["items"]!.AsArray());

        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await ada.ReadAsync(Path + "?limit=5" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            if ((cursor = (string?)page["nextCursor"]) is null)
                break;
        }

        Assert.Equal(SomePerson.All.Select(person => person.Id.ToString()).Order(), seen.Order());
        Assert.DoesNotContain("AQAAAA", (await ada.ReadAsync(Path)).ToJsonString(), StringComparison.Ordinal);
        using var bad = await ada.GetAsync(Path + "?realm=x");
        await bad.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task Only_staff_with_the_right_may()
    {
        using var bob = await Api.AsPersonAsync(SomePerson.Bob, "administration");
        using var right = await bob.GetAsync(Path);
        await right.ProblemAsync(403, "access.permission-missing");
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "administration");
        using var foreign = await claire.GetAsync(Path);
        await foreign.ProblemAsync(403, "access.administrator-required");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "portal.read");
        using var scope = await ada.GetAsync(Path);
        await scope.ProblemAsync(403, "access.scope-missing");
        using var machine = await Api.AsAsync(Somebody.Operator);
        using var removal = await RemoveAsync(machine, SomePerson.Ada, "\"v1\"");
        await removal.ProblemAsync(403, "access.person-required");
    }

    private Task<HttpClient> AdaAsync() => Api.AsPersonAsync(SomePerson.Ada, "administration");

    private static Task<HttpResponseMessage> RemoveAsync(HttpClient client, SomePerson person, string? etag) =>
        client.SendJsonAsync(HttpMethod.Delete, $"{Path}/{person.Id}/second-factor", null, ifMatch: etag);
}
