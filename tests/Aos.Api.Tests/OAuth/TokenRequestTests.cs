using System.Net;
using System.Text;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

public sealed class TokenRequestTests(ApiHost api) : IClassFixture<ApiHost>
{
    private readonly HttpClient _http = api.AsNobody();

    [Fact]
    [Trait("Case", "TOK-18")]
    public async Task A_token_is_answered_exactly_as_the_RFC_says_and_works()
    {
        using var answer = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var body = (await answer.JsonAsync()).AsObject();
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], body.Select(property => property.Key));
        Assert.Equal("Bearer", (string?)body["token_type"]);
        Assert.Equal(3600, (int?)body["expires_in"]);
        Assert.Equal("vehicle.read", (string?)body["scope"]);
        var token = (string)body["access_token"]!;
        Assert.True(OpaqueToken.IsWellFormed(token, OpaqueToken.Access));
        using var use = await _http.GetAsync("/vehicle-identification/v1/vehicles?limit=1", token);
        Assert.Equal(HttpStatusCode.OK, use.StatusCode);
    }

    [Fact]
    public async Task Only_the_hash_of_a_token_is_stored()
    {
        var token = await _http.GetTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);
        var hash = Convert.ToHexString(OpaqueToken.Hash(token));
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from identity.access_tokens where hash = '\\x{hash}'"));
        Assert.Equal(0L, await api.SqlAsync<long>($"select count(*) from identity.access_tokens t where t::text like '%{token[6..30]}%'"));
    }

    [Theory]
    [Trait("Case", "TOK-1")]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_refused(string method)
    {
        using var answer = await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), TokenForms.Token));
        await answer.ProblemAsync(405, "request.method-not-allowed");
        Assert.Equal("POST", answer.Content.Headers.Allow.Single());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [Trait("Case", "TOK-2")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded-not")]
    [InlineData(null)]
    public async Task A_body_that_is_no_form_is_refused(string? type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, TokenForms.Token) { Content = new ByteArrayContent("grant_type=client_credentials"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Authorization", TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret));
        using var answer = await _http.SendAsync(request);
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", 200)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED", 200)]
    [InlineData("application/x-www-form-urlencoded; charset=unheard-of", 200)]
    [InlineData("application/x-www-form-urlencoded; =;", 400)]
    public async Task Odd_but_legal_form_types_are_read_and_broken_ones_refused(string type, int status)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, TokenForms.Token) { Content = new ByteArrayContent("grant_type=client_credentials"u8.ToArray()) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.TryAddWithoutValidation("Authorization", TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret));
        using var answer = await _http.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [Trait("Case", "TOK-3")]
    [InlineData("")]
    [InlineData("grant_type=")]
    [InlineData("GRANT-TYPE=client_credentials")]
    public async Task Without_a_grant_type_the_request_is_refused(string body)
    {
        using var answer = await SendAsync(body);
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Fact]
    [Trait("Case", "TOK-3")]
    public async Task Parameters_of_the_query_are_not_read()
    {
        using var answer = await SendAsync("", TokenForms.Token + "?grant_type=client_credentials");
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Theory]
    [Trait("Case", "TOK-4")]
    [Trait("Case", "TOK-5")]
    [InlineData("grant_type=telepathy")]
    [InlineData("grant_type=password&username=a&password=b")]
    [InlineData("grant_type=implicit")]
    [InlineData("grant_type=Client_Credentials")]
    [InlineData("grant_type=client_credentials%20")]
    public async Task Grants_that_we_do_not_have_are_refused(string body)
    {
        using var answer = await SendAsync(body);
        await answer.OAuthErrorAsync(400, "unsupported_grant_type");
    }

    [Theory]
    [Trait("Case", "TOK-16")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials")]
    [InlineData("grant_type=client_credentials&scope=vehicle.read&scope=vehicle.read")]
    [InlineData("grant_type=client_credentials&colour=red&colour=red")]
    public async Task A_repeated_parameter_is_refused(string body)
    {
        using var answer = await SendAsync(body);
        await answer.OAuthErrorAsync(400, "invalid_request");
    }

    [Theory]
    [InlineData("grant_type=client_credentials&colour=red")]
    [InlineData("grant_type=client_credentials&scope=")]
    [InlineData("grant_type=client_credentials&scope=vehicle.read+vehicle.read++")]
    public async Task Unknown_parameters_are_ignored_and_empty_ones_count_as_absent(string body)
    {
        using var answer = await SendAsync(body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("vehicle.read", (string?)(await answer.JsonAsync())["scope"]);
    }

    [Theory]
    [InlineData("administration")]
    [InlineData("vehicle.read administration")]
    [InlineData("Vehicle.Read")]
    [InlineData("unheard.of")]
    [InlineData(" ")]
    [InlineData("' OR 1=1--")]
    public async Task A_scope_that_the_client_does_not_have_is_refused(string scope)
    {
        using var answer = await _http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret, ("scope", scope));
        await answer.OAuthErrorAsync(400, "invalid_scope");
    }

    [Theory]
    [InlineData(64, 200)]
    [InlineData(65, 400)]
    public async Task Sixty_four_parameters_are_read_and_no_more(int count, int status)
    {
        using var answer = await SendAsync("grant_type=client_credentials" + string.Concat(Enumerable.Range(0, count - 1).Select(i => $"&p{i}=")));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status != 200)
            await answer.OAuthErrorAsync(status, "invalid_request");
    }

    [Theory]
    [Trait("Case", "DOS-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_16_KB_is_refused(bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, TokenForms.Token)
        {
            Content = new StringContent("grant_type=client_credentials&x=" + new string('x', 16 * 1024), Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await _http.SendAsync(request);
        await answer.OAuthErrorAsync(413, "invalid_request");
    }

    private Task<HttpResponseMessage> SendAsync(string body, string path = TokenForms.Token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.TryAddWithoutValidation("Authorization", TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret));
        return _http.SendAsync(request);
    }
}
