using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.OAuth;

/// <summary>Each case has a host of its own, because the failures of an address are counted per host; the database is shared.</summary>
public sealed class FailureGuardTests : IAsyncLifetime
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private const int Permitted = 3;
    private TestDatabase _database = null!;
    private ApiHost _api = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateSampleAsync();
        _api = new ApiHost(new() { ["Limits:FailuresPerMinute"] = "3" }, DatabaseCommands.Log, database: _database);
        await _api.InitializeAsync();
        _http = _api.AsNobody();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    [Trait("Case", "QUO-5")]
    public async Task Guessed_tokens_are_stopped_before_the_database_and_tokens_in_use_go_on()
    {
        var (used, fresh, admin) = (await _api.TokenAsync(Somebody.Workshop), await _api.TokenAsync(Somebody.Workshop), await _api.TokenAsync(Somebody.Operator));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, used)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/administration/v1/clients", admin)).StatusCode);
        for (var i = 0; i < Permitted; i++)
        {
            using var wrong = await _http.GetAsync(Vehicles, OpaqueToken.Create(OpaqueToken.Access));
            await wrong.ProblemAsync(401, "auth.token-invalid");
        }

        var queries = DatabaseCommands.Count(_api, "identity.access_tokens");
        foreach (var token in new[] { OpaqueToken.Create(OpaqueToken.Access), fresh, "garbage" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "203.0.113.9");
            using var stopped = await _http.SendAsync(request);
            var problem = await stopped.ProblemAsync(429, "limits.too-many-failures");
            Assert.InRange(int.Parse(stopped.Header("Retry-After")!), 1, 60);
            Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        }

        Assert.Equal(queries, DatabaseCommands.Count(_api, "identity.access_tokens"));
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, used)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/administration/v1/clients", admin)).StatusCode);
    }

    [Fact]
    public async Task Guessed_secrets_are_counted_too()
    {
        for (var i = 0; i < Permitted; i++)
        {
            using var wrong = await _http.PostTokenAsync(Somebody.Workshop.ClientId, i == 0 ? "garbage" : OpaqueToken.Create(OpaqueToken.ClientSecret));
            await wrong.OAuthErrorAsync(401, "invalid_client");
        }

        var queries = DatabaseCommands.Count(_api, "identity.client_secrets");
        foreach (var path in new[] { TokenForms.Token, TokenForms.Revoke })
        {
            using var stopped = await _http.PostFormAsync(path, TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret), ("grant_type", "client_credentials"), ("token", "x"));
            await stopped.OAuthErrorAsync(429, "temporarily_unavailable");
            Assert.InRange(int.Parse(stopped.Header("Retry-After")!), 1, 60);
        }

        Assert.Equal(queries, DatabaseCommands.Count(_api, "identity.client_secrets"));
        using var token = await _http.GetAsync(Vehicles, await _api.TokenAsync(Somebody.Workshop));
        await token.ProblemAsync(429, "limits.too-many-failures");
    }

    [Fact]
    public async Task Requests_without_a_token_are_no_failures()
    {
        for (var i = 0; i < Permitted + 2; i++)
        {
            using var anonymous = await _http.GetAsync(Vehicles);
            await anonymous.ProblemAsync(401, "auth.not-signed-in");
        }

        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync(Vehicles, await _api.TokenAsync(Somebody.Workshop))).StatusCode);
    }
}
