using System.Net;
using Aos.Api.Tests.Accounts;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations.Security;

/// <summary>The legal representative demands a second factor of everybody.</summary>
public sealed class SecurityPolicyTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/organisation/security-policy";
    private const string On = """{"isSecondFactorRequired":true}""", Off = """{"isSecondFactorRequired":false}""";
    private readonly AccountsHost _host = new();

    private ApiHost Api => _host.Api;

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Everybody_of_the_organisation_sets_up_a_second_factor_at_the_next_sign_in()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var sam = await Api.AsPersonAsync(SomePerson.Sam, "portal.read");
        var before = await john.ReadAsync(Path);
        Assert.Equal((false, 2, 0), ((bool)before["isSecondFactorRequired"]!, (int)before["activeUsers"]!, (int)before["usersWithSecondFactor"]!));
        using var without = await john.SendJsonAsync(HttpMethod.Put, Path, On, ifMatch: (string)before["etag"]!);
        await without.ProblemAsync(409, "organisations.own-second-factor-missing");
        await Api.SqlAsync($"update identity.accounts set totp_secret = 'x', totp_confirmed_at = platform.now() where id = '{SomePerson.John.Id}'");

        using var on = await john.SendJsonAsync(HttpMethod.Put, Path, On, ifMatch: (string)before["etag"]!);
        Assert.Equal((HttpStatusCode.OK, "\"v2\""), (on.StatusCode, on.Header("ETag")));
        Assert.Equal((true, 1), ((bool)(await on.JsonAsync())["isSecondFactorRequired"]!, (int)(await on.JsonAsync())["usersWithSecondFactor"]!));
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        await john.ReadAsync("/portal/v1/me");
        await sam.ReadAsync("/portal/v1/me");

        using var browser = new AccountBrowser(Api);
        Assert.Equal("EnrolmentNeeded", await browser.SignInAsync(SomePerson.Claire));
        var key = (string)(await browser.PostAsync("keys", new { }))["outcome"]!;
        var shown = SomePerson.Claire with { TotpKey = key };
        Assert.Equal("SignedIn", (string?)(await browser.PostAsync("enrolments", new { code = shown.CodeAt(Api.Clock.GetUtcNow()) }))["outcome"]);
        using var other = new AccountBrowser(Api);
        Assert.Equal("SignedIn", await other.SignInAsync(SomePerson.Sam));
        using var back = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        Assert.True((bool)(await back.ReadAsync("/portal/v1/me/second-factor"))["isRequired"]!);
        using var removal = await back.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/second-factor/removals", Answers.ToJson(new { currentPassword = SomePerson.Password }));
        await removal.ProblemAsync(409, "accounts.second-factor-required");

        using var off = await john.SendJsonAsync(HttpMethod.Put, Path, Off, ifMatch: "\"v2\"");
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
        using var removed = await back.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/second-factor/removals", Answers.ToJson(new { currentPassword = SomePerson.Password }));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("false>true true>false", await Api.SqlAsync<string>("""
            select string_agg((d.details->>'old.secondFactorRequired') || '>' || (d.details->>'new.secondFactorRequired'), ' ' order by a.id)
            from platform.audit a join platform.audit_details d on d.audit_id = a.id where a.action = 'organisations.securityPolicy.changed'
            """));
    }

    [Fact]
    [Trait("Case", "TEN-1")]
    public async Task Refusals()
    {
        await Api.PromoteAsync(SomePerson.Sam);
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var blind = await john.SendJsonAsync(HttpMethod.Put, Path, Off);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var stale = await john.SendJsonAsync(HttpMethod.Put, Path, Off, ifMatch: "\"v9\"");
        await stale.ProblemAsync(412, "precondition.version-conflict");
        using var empty = await john.SendJsonAsync(HttpMethod.Put, Path, "{}", ifMatch: "\"v1\"");
        await empty.ProblemAsync(422, "request.fields-invalid");
        using var more = await john.SendJsonAsync(HttpMethod.Put, Path, """{"isSecondFactorRequired":true,"organisationId":"x"}""", ifMatch: "\"v1\"");
        await more.ProblemAsync(400, "request.body-unreadable");
        using var sam = await Api.AsPersonAsync(SomePerson.Sam, "portal.read");
        await Api.SqlAsync($"update identity.tenants set second_factor_required = true where id = '{SomePerson.Sam.TenantId}'");
        Assert.True((bool)(await sam.ReadAsync(Path))["isSecondFactorRequired"]!);
        Assert.False((bool)(await john.ReadAsync(Path))["isSecondFactorRequired"]!);

        using var claire = await Api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var reads = await claire.GetAsync(Path);
        await reads.ProblemAsync(403, "access.legal-representative-required");
        using var writes = await claire.SendJsonAsync(HttpMethod.Put, Path, Off, ifMatch: "\"v1\"");
        await writes.ProblemAsync(403, "access.legal-representative-required");
        using var reader = await Api.AsPersonAsync(SomePerson.John, "portal.read");
        using var scope = await reader.SendJsonAsync(HttpMethod.Put, Path, Off, ifMatch: "\"v1\"");
        await scope.ProblemAsync(403, "access.scope-missing");
    }
}
