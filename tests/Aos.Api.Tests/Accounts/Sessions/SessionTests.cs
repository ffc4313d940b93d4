using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Accounts.Sessions;

/// <summary>Own sessions and consents: seen and ended.</summary>
[Trait("Decision", "AUTH-D5")]
public sealed class SessionTests : IAsyncLifetime
{
    private const string Path = "/portal/v1/me/sessions";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_session_is_listed_and_ended_and_its_tokens_with_it()
    {
        using var here = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var there = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var sessions = await ListAsync(here);
        Assert.Equal(2, sessions.Count);
        var current = sessions.Single(session => (bool)session["isCurrent"]!);
        Assert.Equal(("signIn", "AOS command line", "127.0.0.1", "test"), ((string?)current["kind"], (string?)current["clients"]![0], (string?)current["address"], (string?)current["userAgent"]));
        var other = sessions.Single(session => !(bool)session["isCurrent"]!);

        using var foreign = await EndAsync(john, (string)other["id"]!);
        await foreign.ProblemAsync(404, "accounts.session-not-found");
        using var unknown = await EndAsync(here, Guid.NewGuid().ToString());
        await unknown.ProblemAsync(404, "accounts.session-not-found");
        using var malformed = await EndAsync(here, "x");
        await malformed.ProblemAsync(404, "accounts.session-not-found");
        using var blind = await here.DeleteAsync(Path + "/" + (string)other["id"]!);
        await blind.ProblemAsync(428, "precondition.version-required");
        using var wrong = await EndAsync(here, (string)other["id"]!, "\"v2\"");
        await wrong.ProblemAsync(412, "precondition.version-conflict");

        using var ended = await EndAsync(here, (string)other["id"]!);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await Polling.UntilAsync(async () => (await there.GetAsync(Path)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Single(await ListAsync(here));
    }

    [Fact]
    public async Task Sign_out_everywhere_ends_everything_of_the_person_on_every_node()
    {
        await using var second = await _api.StartSecondNodeAsync();
        using var here = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var there = await second.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync(Path)).StatusCode);
        using var answer = await here.SendJsonAsync(HttpMethod.Post, "/portal/v1/me/sign-outs", null, "out");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await Polling.UntilAsync(async () => (await here.GetAsync(Path)).StatusCode == HttpStatusCode.Unauthorized);
        await Polling.UntilAsync(async () => (await there.GetAsync(Path)).StatusCode == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, (await john.GetAsync(Path)).StatusCode);
        Assert.Equal(0L, await _api.SqlAsync<long>($"select count(*) from oauth.sessions where account_id = '{SomePerson.Claire.Id}' and ended_at is null"));
    }

    [Fact]
    public async Task A_session_goes_after_30_idle_minutes_and_an_independent_authorization_stays()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        await _api.SqlAsync($"""
            insert into oauth.families (id, client_id, account_id, tenant_id, scopes, audience, signed_in_at, methods)
            values ('00000000-0000-7000-8000-00000000aaaa', 'aos-cli', '{SomePerson.Claire.Id}', '{SomePerson.Claire.TenantId}', array['offline_access'], 'api', platform.now(), array['pwd']);
            insert into oauth.refresh_tokens (token_hash, family_id, expires_at) values ('x', '00000000-0000-7000-8000-00000000aaaa', platform.now() + interval '14 days')
            """);
        Assert.Equal(["authorization", "signIn"], (await ListAsync(claire)).Select(session => (string)session["kind"]!).Order());
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(31));
        var left = Assert.Single(await ListAsync(claire));
        Assert.Equal(("authorization", null, false), ((string?)left["kind"], (string?)left["endsAt"], (bool)left["isCurrent"]!));
        Assert.Equal(HttpStatusCode.NoContent, (await EndAsync(claire, (string)left["id"]!)).StatusCode);
        Assert.Equal("ended by hand", await _api.SqlAsync<string>("select revoked_because from oauth.families where id = '00000000-0000-7000-8000-00000000aaaa'"));
    }

    [Fact]
    public async Task Consents_are_listed_and_withdrawn()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        using var john = await _api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        await _api.SqlAsync($"insert into oauth.consents (account_id, client_id, scopes) values ('{SomePerson.Claire.Id}', 'aos-cli', '{{openid,portal.read}}')");
        var consent = (await claire.ReadAsync("/portal/v1/me/consents"))["items"]!.AsArray().Single()!;
        Assert.Equal(("aos-cli", "AOS command line", "Operator"), ((string?)consent["clientId"], (string?)consent["clientName"], (string?)consent["publisher"]));
        Assert.Empty((await john.ReadAsync("/portal/v1/me/consents"))["items"]!.AsArray());
        using var foreign = await john.SendJsonAsync(HttpMethod.Delete, "/portal/v1/me/consents/aos-cli", null, ifMatch: (string)consent["etag"]!);
        await foreign.ProblemAsync(404, "accounts.consent-not-found");
        using var wrong = await claire.SendJsonAsync(HttpMethod.Delete, "/portal/v1/me/consents/aos-cli", null, ifMatch: "\"v9\"");
        await wrong.ProblemAsync(412, "precondition.version-conflict");
        using var withdrawn = await claire.SendJsonAsync(HttpMethod.Delete, "/portal/v1/me/consents/aos-cli", null, ifMatch: (string)consent["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        await Polling.UntilAsync(async () => (await claire.GetAsync("/portal/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
    }

    private static async Task<List<JsonNode>> ListAsync(HttpClient client) => [.. (await client.ReadAsync(Path))["items"]!.AsArray().Select(item => item!)];

    private static Task<HttpResponseMessage> EndAsync(HttpClient client, string id, string etag = "\"v1\"") => client.SendJsonAsync(HttpMethod.Delete, $"{Path}/{id}", null, ifMatch: etag);
}
