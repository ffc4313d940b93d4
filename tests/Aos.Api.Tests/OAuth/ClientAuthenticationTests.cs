using System.Net;
using System.Text;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

public sealed class ClientAuthenticationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");
    private readonly HttpClient _http = api.AsNobody();

    [Fact]
    [Trait("Case", "TOK-7")]
    [Trait("Case", "TOK-10")]
    public async Task A_wrong_secret_and_an_unknown_client_get_the_same_answer_by_Basic()
    {
        var answers = new List<string>();
        foreach (var (id, secret) in new[]
        {
            (Somebody.Workshop.ClientId, OpaqueToken.Create(OpaqueToken.ClientSecret)), (Somebody.Workshop.ClientId, "wrong"), (Somebody.Workshop.ClientId, ""),
            (Somebody.Workshop.ClientId, Somebody.MiniWorkshop.Secret), (Somebody.Workshop.ClientId, Somebody.Workshop.Secret[..^1]),
            ("nobody", OpaqueToken.Create(OpaqueToken.ClientSecret)), ("nobody", Somebody.Workshop.Secret), ("", Somebody.Workshop.Secret), ("' OR 1=1--", Somebody.Workshop.Secret),
            (Somebody.Workshop.ClientId.ToUpperInvariant(), Somebody.Workshop.Secret),
        })
        {
            using var answer = await _http.PostTokenAsync(id, secret);
            await answer.OAuthErrorAsync(401, "invalid_client");
            Assert.Equal("Basic realm=\"oauth\", charset=\"UTF-8\"", answer.Header("WWW-Authenticate"));
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    [Trait("Case", "TOK-8")]
    [Trait("Case", "TOK-12")]
    public async Task In_the_form_a_wrong_or_missing_secret_is_refused_without_a_challenge()
    {
        var id = ("client_id", Somebody.Workshop.ClientId);
        foreach (var fields in new (string, string)[][]
        {
            [Grant, id, ("client_secret", OpaqueToken.Create(OpaqueToken.ClientSecret))], [Grant, id, ("client_secret", "")], [Grant, id], [Grant],
            [Grant, ("client_secret", Somebody.Workshop.Secret)], [Grant, ("client_id", "nobody"), ("client_secret", Somebody.Workshop.Secret)],
        })
        {
            using var answer = await _http.PostFormAsync(TokenForms.Token, null, fields);
            await answer.OAuthErrorAsync(401, "invalid_client");
            Assert.Null(answer.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task The_form_takes_the_right_secret()
    {
        using var answer = await _http.PostFormAsync(TokenForms.Token, null, Grant, ("client_id", Somebody.Workshop.ClientId), ("client_secret", Somebody.Workshop.Secret));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    [Trait("Case", "TOK-9")]
    public async Task Two_methods_at_once_are_refused_even_with_the_right_secret()
    {
        using var answer = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("client_secret", Somebody.Workshop.Secret));
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    public async Task Two_Authorization_headers_are_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, TokenForms.Token) { Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]) };
        request.Headers.TryAddWithoutValidation("Authorization", [TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret), "Basic eDp5"]);
        using var answer = await _http.SendAsync(request);
        Assert.Contains((int)answer.StatusCode, new[] { 400, 401 });
    }

    [Fact]
    [Trait("Case", "TOK-13")]
    public async Task Another_client_id_in_the_form_is_refused_and_the_same_one_is_not()
    {
        using var other = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("client_id", Somebody.MiniWorkshop.ClientId));
        await other.OAuthErrorAsync(400, "invalid_request");
        using var same = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("client_id", Somebody.Workshop.ClientId));
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Theory]
    [Trait("Case", "TOK-14")]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic dGVzdA==")]
    [InlineData("Basic dGVzd")]
    [InlineData("Basic /////w==")]
    [InlineData("Bearer aosat_x")]
    [InlineData("Digest x=y")]
    public async Task A_broken_Basic_header_is_refused(string header)
    {
        using var answer = await _http.PostFormAsync(TokenForms.Token, header, Grant);
        await answer.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    [Trait("Case", "TOK-15")]
    public async Task Basic_credentials_are_form_decoded()
    {
        var encoded = string.Concat(Encoding.ASCII.GetBytes(Somebody.Workshop.Secret).Select(b => $"%{b:x2}"));
        using var right = await _http.PostTokenAsync(Somebody.Workshop.ClientId, encoded);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        foreach (var wrong in new[] { Somebody.Workshop.Secret + "%", Somebody.Workshop.Secret[..^1] + "%", Somebody.Workshop.Secret[..^1] + "+", Somebody.Workshop.Secret + "%zz", Somebody.Workshop.Secret + "%20" })
        {
            using var answer = await _http.PostTokenAsync(Somebody.Workshop.ClientId, wrong);
            await answer.OAuthErrorAsync(401, "invalid_client");
        }
    }

    [Fact]
    [Trait("Case", "TOK-15")]
    public async Task A_client_id_with_a_NUL_is_refused()
    {
        using var form = await _http.PostFormAsync(TokenForms.Token, null, Grant, ("client_id", "a\0b"), ("client_secret", OpaqueToken.Create(OpaqueToken.ClientSecret)));
        await form.OAuthErrorAsync(400, "invalid_request");
        using var basic = await _http.PostTokenAsync("a%00b", OpaqueToken.Create(OpaqueToken.ClientSecret));
        await basic.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    [Trait("Case", "TOK-6")]
    public async Task A_client_without_the_grant_is_refused()
    {
        await api.SqlAsync("update identity.clients set grants = '{}' where id = 'test-production'");
        using var answer = await _http.PostTokenAsync(Somebody.ProductionWorkshop.ClientId, Somebody.ProductionWorkshop.Secret);
        await answer.OAuthErrorAsync(400, "unauthorized_client");
    }

    [Fact]
    [Trait("Case", "TOK-11")]
    public async Task A_public_client_cannot_use_a_secret()
    {
        await api.SqlAsync("update identity.clients set auth_method = 'none' where id = 'test-mini'");
        using var basic = await _http.PostTokenAsync(Somebody.MiniWorkshop.ClientId, Somebody.MiniWorkshop.Secret);
        await basic.OAuthErrorAsync(401, "invalid_client");
        using var without = await _http.PostFormAsync(TokenForms.Token, null, Grant, ("client_id", Somebody.MiniWorkshop.ClientId));
        await without.OAuthErrorAsync(400, "unauthorized_client");
    }

    [Fact]
    [Trait("Case", "TOK-17")]
    public async Task An_expired_secret_is_refused()
    {
        await api.SqlAsync("update identity.client_secrets set expires_at = platform.now() where client_id = 'test-motorcycles'");
        using var answer = await _http.PostTokenAsync(Somebody.MotorcycleWorkshop.ClientId, Somebody.MotorcycleWorkshop.Secret);
        await answer.OAuthErrorAsync(401, "invalid_client");
    }

    [Theory]
    [InlineData("identity.clients set state = 'disabled' where id = 'test-slow'", "identity.clients set state = 'active' where id = 'test-slow'")]
    [InlineData("identity.tenants set state = 'suspended' where name = 'Workshop South' and kind = 'sandbox'", "identity.tenants set state = 'active' where name = 'Workshop South'")]
    [InlineData("identity.tenants set state = 'suspended' where name = 'Workshop South' and kind = 'organisation'", "identity.tenants set state = 'active' where name = 'Workshop South'")]
    [InlineData("identity.tenants set state = 'closed' where name = 'Workshop South' and kind = 'organisation'", "identity.tenants set state = 'active' where name = 'Workshop South'")]
    public async Task Clients_that_are_not_active_get_no_token(string end, string begin)
    {
        await api.SqlAsync("update " + end);
        using var refused = await _http.PostTokenAsync(Somebody.SlowWorkshop.ClientId, Somebody.SlowWorkshop.Secret);
        await refused.OAuthErrorAsync(401, "invalid_client");
        await api.SqlAsync("update " + begin);
        using var again = await _http.PostTokenAsync(Somebody.SlowWorkshop.ClientId, Somebody.SlowWorkshop.Secret);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
