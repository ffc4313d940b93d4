using System.Net;
using System.Net.Http.Headers;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

public sealed class TokenUseTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private readonly HttpClient _http = api.AsNobody();

    [Theory]
    [Trait("Case", "SCP-1")]
    [InlineData(null)]
    [InlineData("Basic dGVzdDp0ZXN0")]
    [InlineData("Bearer")]
    [InlineData("Token aosat_x")]
    public async Task Without_a_bearer_token_the_challenge_names_no_error(string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _http.SendAsync(request);
        await answer.ProblemAsync(401, "auth.not-signed-in");
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    [Trait("Case", "SCP-7")]
    public async Task An_ID_token_is_no_access_token()
    {
        const string Signed = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIiOiIxIn0.c2lnbmF0dXJl";
        using var answer = await _http.GetAsync(Vehicles, Signed);
        await answer.ProblemAsync(401, "auth.token-invalid");
        Assert.Contains("error=\"invalid_token\"", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "SCP-3")]
    public async Task A_missing_scope_is_named()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        using var answer = await admin.GetAsync(Vehicles);
        var problem = await answer.ProblemAsync(403, "access.scope-missing");
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"vehicle.read\"", answer.Header("WWW-Authenticate"));
        Assert.Contains("vehicle.read", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("requestAccess", (string?)problem["resolution"]!["action"]);
    }

    [Fact]
    [Trait("Case", "SCP-4")]
    [Trait("Case", "SCP-5")]
    [Trait("Case", "SCP-8")]
    public async Task Tokens_in_query_body_and_cookie_are_not_read_and_no_secret_is_logged()
    {
        var token = await _http.GetTokenAsync(Somebody.Operator.ClientId, Somebody.Operator.Secret);
        using var query = await _http.GetAsync($"{Vehicles}&access_token={token}");
        await query.ProblemAsync(401, "auth.not-signed-in");
        using var body = await _http.PostFormAsync("/administration/v1/clients", null, ("access_token", token));
        await body.ProblemAsync(401, "auth.not-signed-in");
        var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
        request.Headers.Add("Cookie", $"access_token={token}; __Host-aos={token}");
        using var cookie = await _http.SendAsync(request);
        await cookie.ProblemAsync(401, "auth.not-signed-in");
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/administration/v1/clients", token)).StatusCode);
        using var inBoth = await _http.GetAsync($"/administration/v1/clients?access_token={token}", token);
        await inBoth.ProblemAsync(400, "request.parameter-invalid");
        using var broken = await _http.GetAsync(Vehicles, token[..^1]);
        await broken.ProblemAsync(401, "auth.token-invalid");
        using var revoked = await _http.PostFormAsync(TokenForms.Revoke, TokenForms.Basic(Somebody.Operator.ClientId, Somebody.Operator.Secret), ("token", token));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);

        Assert.True(api.Log.Of("Aos.Requests").Count >= 7);
        foreach (var secret in new[] { token[6..30], Somebody.Operator.Secret[6..30] })
            Assert.DoesNotContain(api.Log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    [Trait("Case", "SCP-6")]
    public async Task Two_Authorization_headers_are_refused()
    {
        var token = await api.TokenAsync(Somebody.Workshop);
        var answer = await RawHttp.SendAsync(api.Address, $"GET {Vehicles} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"auth.header-repeated\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scheme_is_compared_without_case()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
        request.Headers.TryAddWithoutValidation("Authorization", "bEaReR " + await api.TokenAsync(Somebody.Workshop));
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("update identity.clients set state = 'disabled' where id = 'test-slow'")]
    [InlineData("update identity.tenants set state = 'suspended' where id = '00000000-0000-7000-8000-000000000005'")]
    [InlineData("update identity.tenants set state = 'suspended' where id = '00000000-0000-7000-8000-000000000004'")]
    public async Task Tokens_of_what_is_not_active_any_more_are_dead(string end)
    {
        var token = await api.TokenAsync(Somebody.SlowWorkshop);
        await api.SqlAsync(end);
        using var answer = await _http.GetAsync(Vehicles, token);
        await answer.ProblemAsync(401, "auth.token-invalid");
        await api.SqlAsync("update identity.clients set state = 'active'; update identity.tenants set state = 'active'");
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, token)).StatusCode);
    }

    [Fact]
    [Trait("Case", "TEN-8")]
    public async Task A_tenant_in_a_header_is_ignored()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/vehicle-identification/v1/vehicles/WBAUV71070A193748");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await api.TokenAsync(Somebody.MiniWorkshop));
        request.Headers.Add("X-Organisation-Id", Somebody.Workshop.TenantId.ToString());
        using var answer = await _http.SendAsync(request);
        await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }
}
