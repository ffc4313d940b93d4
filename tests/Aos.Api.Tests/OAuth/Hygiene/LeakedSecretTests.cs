using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations;

namespace Aos.Api.Tests.OAuth.Hygiene;

/// <summary>What somebody found in public is revoked, and the answer tells nothing.</summary>
public sealed class LeakedSecretTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/oauth/leaked-secrets";

    [Fact]
    public async Task Secrets_and_tokens_that_are_sent_end_and_others_stay()
    {
        await using var second = await api.StartSecondNodeAsync();
        using var john = await api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        var leaked = await john.CreatedAsync(ApiAccessCalls.Clients, ApiAccessCalls.Client(body => body["ownerContact"] = "leak@example.com"));
        var other = await john.CreatedAsync(ApiAccessCalls.Clients, ApiAccessCalls.Client(body => body["ownerContact"] = "token@example.com"));
        var (secret, ofSecret) = (leaked.Text("secret")!, await api.AsNobody().GetTokenAsync(leaked.IdOf(), leaked.Text("secret")!));
        var (first, stays) = (await api.AsNobody().GetTokenAsync(other.IdOf(), other.Text("secret")!), await api.AsNobody().GetTokenAsync(other.IdOf(), other.Text("secret")!));
        foreach (var token in new[] { ofSecret, first, stays })
            Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(token));

        using var answer = await api.AsNobody().PostFormAsync(Path, null, ("secrets", $"{secret}\n{first}, {OpaqueToken.Create("aoscs_")} nonsense"));
        Assert.Equal((HttpStatusCode.Accepted, "", "no-store"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Header("Cache-Control")));
        using var refused = await api.AsNobody().PostTokenAsync(leaked.IdOf(), secret);
        await refused.OAuthErrorAsync(401, "invalid_client");
        foreach (var token in new[] { ofSecret, first })
            await Polling.UntilAsync(async () => await second.CallAsync(token) == (HttpStatusCode.Unauthorized, "auth.token-invalid"));
        Assert.Equal((HttpStatusCode.OK, null), await second.CallAsync(stays));
        await api.AsNobody().GetTokenAsync(other.IdOf(), other.Text("secret")!);
        Assert.Contains(leaked.IdOf(), (string?)(await api.ClientMailsAsync("leak@example.com", "leaked"))[0]["text"], StringComparison.Ordinal);
        Assert.Contains(other.IdOf(), (string?)(await api.ClientMailsAsync("token@example.com", "tokenLeaked"))[0]["text"], StringComparison.Ordinal);
        Assert.Equal(2L, await api.SqlAsync<long>("select count(*) from platform.audit where action in ('oauth.clientSecret.leaked', 'oauth.token.leaked')"));

        using var again = await api.AsNobody().PostFormAsync(Path, null, ("secrets", $"{secret} {first}"));
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(2L, await api.SqlAsync<long>("select count(*) from platform.audit where action in ('oauth.clientSecret.leaked', 'oauth.token.leaked')"));
    }

    [Fact]
    public async Task A_refresh_token_takes_its_authorization_along()
    {
        var (family, refresh) = await GrantAsync();
        using var answer = await api.AsNobody().PostFormAsync(Path, null, ("secrets", refresh));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("leaked", await EndOfAsync(family));
    }

    [Fact]
    public async Task A_code_takes_its_authorization_along_and_a_device_that_waits_is_refused()
    {
        var (family, code) = (Guid.CreateVersion7(), OpaqueToken.Create(OpaqueToken.AuthorizationCode));
        await api.SqlAsync($$"""
            insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
            values ('{{family}}', 'aos-cli', '{{SomePerson.Claire.Id}}', '{{SomePerson.Claire.TenantId}}', null, '{portal.read}', 'api', platform.now(), '{pwd}');
            insert into oauth.codes (code_hash, family_id, client_id, redirect_uri, challenge, expires_at)
            values (decode('{{Convert.ToHexString(OpaqueToken.Hash(code))}}', 'hex'), '{{family}}', 'aos-cli', 'http://127.0.0.1/', 'x', platform.now() + interval '1 minute')
            """);
        using var begun = await api.AsNobody().PostFormAsync("/oauth/device_authorization", null, ("client_id", "aos-cli"), ("scope", "offline_access portal.read"));
        var device = (string)(await begun.JsonAsync())["device_code"]!;
        using var answer = await api.AsNobody().PostFormAsync(Path, null, ("secrets", $"{code} {device}"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("leaked", await api.SqlAsync<string>($"select revoked_because from oauth.families where id = '{family}'"));
        using var poll = await api.AsNobody().PostFormAsync(TokenForms.Token, null, ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "aos-cli"), ("device_code", device));
        await poll.OAuthErrorAsync(400, "access_denied");
    }

    [Fact]
    public async Task A_device_that_was_connected_loses_its_authorization()
    {
        var (family, device) = (Guid.CreateVersion7(), OpaqueToken.Create(OpaqueToken.DeviceCode));
        await api.SqlAsync($$"""
            insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
            values ('{{family}}', 'gone-client', '{{SomePerson.Claire.Id}}', '{{SomePerson.Claire.TenantId}}', null, '{portal.read}', 'api', platform.now(), '{pwd}');
            insert into oauth.device_codes (device_hash, user_code, client_id, scopes, audience, interval_seconds, state, family_id, expires_at, redeemed_at)
            values (decode('{{Convert.ToHexString(OpaqueToken.Hash(device))}}', 'hex'), 'LEAK-CODE', 'gone-client', '{portal.read}', 'api', 5, 'approved', '{{family}}', platform.now() + interval '1 minute', platform.now())
            """);
        using var answer = await api.AsNobody().PostFormAsync(Path, null, ("secrets", device));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("leaked", await api.SqlAsync<string>($"select revoked_because from oauth.families where id = '{family}'"));
    }

    [Fact]
    public async Task A_cookie_ends_its_sign_in_and_no_other()
    {
        using var stolen = await api.SignInAsync(SomePerson.Claire);
        using var other = await api.SignInAsync(SomePerson.Claire);
        foreach (var browser in new[] { stolen, other })
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        var cookie = stolen.DefaultRequestHeaders.GetValues("Cookie").Single()["aos=".Length..];
        using var answer = await api.AsNobody().PostFormAsync(Path, null, ("secrets", cookie));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await stolen.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account")).StatusCode);
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from platform.audit where action = 'oauth.session.leaked'"));
    }

    [Fact]
    public async Task Many_texts_that_are_unknown_cost_one_look_up_and_no_transaction()
    {
        await using var quiet = new ApiHost();
        await quiet.InitializeAsync();
        using var nobody = quiet.AsNobody();
        using var statements = new CountedStatements(quiet);
        var texts = Enumerable.Range(0, 240).Select(i => OpaqueToken.Create((i % 6) switch { 0 => "aoscs_", 1 => "aosat_", 2 => "aosrt_", 3 => "aosac_", 4 => "aosdc_", _ => "aossi_" }));
        using var answer = await nobody.PostFormAsync(Path, null, ("secrets", string.Join(' ', texts)));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var taken = statements.Take();
        Assert.Equal(2, taken.Count(text => text.Contains("@hashes", StringComparison.Ordinal) || text.Contains("any($1)", StringComparison.Ordinal)));
        Assert.DoesNotContain(taken, text => text.Contains("update identity.access_tokens", StringComparison.Ordinal) || text.Contains("delete from identity.client_secrets", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json", "{\"secrets\":[\"TOKEN\"]}")]
    [InlineData("application/json", "[{\"type\":\"aos\",\"token\":\"TOKEN\"")]
    [InlineData("application/x-www-form-urlencoded", "secrets=a&secrets=b%0ATOKEN&other=1")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"secrets\"\r\n\r\nTOKEN\r\n--x--")]
    [InlineData("text/plain; charset=iso-8859-1", "ü\\nTOKENS")]
    [InlineData("text/x-python", "SECRET='aosrt_aosTOKEN' # of the portal")]
    [InlineData("", "TOKEN")]
    public async Task It_is_found_in_every_form(string type, string body)
    {
        var plain = await GrantAsync();
        await ReportAsync(type, body.Replace("TOKEN", plain.Token, StringComparison.Ordinal));
        Assert.Equal("leaked", await EndOfAsync(plain.Family));

        var escaped = await GrantAsync();
        await ReportAsync(type, body.Replace("TOKEN", escaped.Token.Replace("_", "%5f", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal("leaked", await EndOfAsync(escaped.Family));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_report_that_is_too_long_the_first_64_KB_are_read(bool chunked)
    {
        var (first, last, cut) = (await GrantAsync(), await GrantAsync(), await GrantAsync());
        var padding = new string('a', 64 * 1024 - 2 * last.Token.Length);
        await ReportAsync("text/plain", first.Token + padding + last.Token + new string('a', 2 * 1024 * 1024), chunked);
        await ReportAsync("text/plain", "a" + new string('a', last.Token.Length) + padding + cut.Token, chunked);
        Assert.Equal(("leaked", "leaked", null), (await EndOfAsync(first.Family), await EndOfAsync(last.Family), await EndOfAsync(cut.Family)));
    }

    [Fact]
    public async Task Of_very_many_the_first_250_different_ones_are_taken()
    {
        var (taken, left) = (await GrantAsync(), await GrantAsync());
        var others = Enumerable.Range(0, 249).Select(_ => OpaqueToken.Create(OpaqueToken.ClientSecret)).ToList();
        await ReportAsync("text/plain", string.Join(' ', [.. others, others[0], taken.Token, left.Token]));
        Assert.Equal(("leaked", null), (await EndOfAsync(taken.Family), await EndOfAsync(left.Family)));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/x-www-form-urlencoded", "secrets=&other=1")]
    [InlineData("application/x-www-form-urlencoded", "secrets=a&secrets=b")]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "aoscs_x")]
    [InlineData("text/plain", "aosaosaos")]
    public async Task Whatever_comes_the_answer_is_the_same(string type, string body)
    {
        using var answer = await api.AsNobody().PostAsync(Path, new StringContent(body, Encoding.UTF8, type));
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        using var get = await api.AsNobody().GetAsync(Path);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    /// <summary>An authorization with its refresh token.</summary>
    private async Task<(Guid Family, string Token)> GrantAsync()
    {
        var (family, refresh) = (Guid.CreateVersion7(), OpaqueToken.Create(OpaqueToken.Refresh));
        await api.SqlAsync($$"""
            insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
            values ('{{family}}', 'aos-cli', '{{SomePerson.Claire.Id}}', '{{SomePerson.Claire.TenantId}}', null, '{portal.read}', 'api', platform.now(), '{pwd}');
            insert into oauth.refresh_tokens (token_hash, family_id, expires_at) values (decode('{{Convert.ToHexString(OpaqueToken.Hash(refresh))}}', 'hex'), '{{family}}', platform.now() + interval '1 day')
            """);
        return (family, refresh);
    }

    private Task<string?> EndOfAsync(Guid family) => api.SqlAsync<string>($"select revoked_because from oauth.families where id = '{family}'");

    private async Task ReportAsync(string type, string body, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) };
        if (type.Length > 0)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await api.AsNobody().SendAsync(request);
        Assert.Equal((HttpStatusCode.Accepted, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}
