using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

public sealed class RevocationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private static readonly string Credentials = TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);
    private readonly HttpClient _http = api.AsNobody();

    [Theory]
    [Trait("Case", "REV-2")]
    [InlineData(null)]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task A_revoked_token_is_dead_at_once_and_only_it_whatever_the_hint(string? hint)
    {
        var (token, other) = (await api.TokenAsync(Somebody.Workshop), await api.TokenAsync(Somebody.Workshop));
        foreach (var warm in new[] { token, other })
            Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, warm)).StatusCode);

        using var answer = await _http.PostFormAsync(TokenForms.Revoke, Credentials, hint is null ? [("token", token)] : [("token", token), ("token_type_hint", hint)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
        await Polling.UntilAsync(async () => (await _http.GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.Unauthorized);
        using var dead = await _http.GetAsync(Vehicles, token);
        await dead.ProblemAsync(401, "auth.token-invalid");
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, other)).StatusCode);
    }

    [Fact]
    [Trait("Case", "REV-1")]
    public async Task Unknown_broken_and_revoked_tokens_are_answered_with_200()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        foreach (var text in new[] { token, token, OpaqueToken.Create(OpaqueToken.Access), "garbage", "ä ö", Somebody.Workshop.Secret, new string('x', 9000) })
        {
            using var answer = await _http.PostFormAsync(TokenForms.Revoke, Credentials, ("token", text));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("no-store", answer.Header("Cache-Control"));
        }
    }

    [Fact]
    [Trait("Case", "REV-3")]
    public async Task Without_a_token_the_request_is_refused()
    {
        using var none = await _http.PostFormAsync(TokenForms.Revoke, Credentials);
        await none.OAuthErrorAsync(400, "invalid_request");
        using var inQuery = await _http.PostFormAsync(TokenForms.Revoke + "?token=" + await api.TokenAsync(Somebody.Workshop), Credentials);
        await inQuery.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    [Trait("Case", "REV-4")]
    public async Task Another_clients_token_lives_on()
    {
        var foreign = await api.TokenAsync(Somebody.MiniWorkshop);
        using var answer = await _http.PostFormAsync(TokenForms.Revoke, Credentials, ("token", foreign));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0L, await api.SqlAsync<long>("select count(*) from identity.access_tokens where client_id = 'test-mini' and revoked_at is not null"));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, foreign)).StatusCode);
    }

    [Fact]
    [Trait("Case", "REV-5")]
    public async Task A_bad_client_cannot_revoke()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        using var basic = await _http.PostFormAsync(TokenForms.Revoke, TokenForms.Basic(Somebody.Workshop.ClientId, "wrong"), ("token", token));
        await basic.OAuthErrorAsync(401, "invalid_client");
        Assert.StartsWith("Basic", basic.Header("WWW-Authenticate"), StringComparison.Ordinal);
        using var nobody = await _http.PostFormAsync(TokenForms.Revoke, null, ("token", token));
        await nobody.OAuthErrorAsync(401, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, token)).StatusCode);
    }

    [Fact]
    [Trait("Case", "REV-6")]
    public async Task GET_is_refused()
    {
        using var answer = await _http.GetAsync(TokenForms.Revoke);
        await answer.ProblemAsync(405, "request.method-not-allowed");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }
}
