using Aos.Sdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Tokens of a person: kept, renewed, and given up.</summary>
public sealed class SignedInTokenProviderTests : IAsyncLifetime
{
    private readonly MemoryTokenStore _store = new();
    private FakeSignInServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeSignInServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_client_for_somebody_sends_their_token_and_renews_it_at_80_percent()
    {
        var client = AosClient.ForUser(await SignedInAsync());
        Assert.Equal("Bearer aosat_1", await CallAsync(client));
        _server.Clock.Advance(TimeSpan.FromSeconds((3600 * 0.8) - 1));
        Assert.Equal("Bearer aosat_1", await CallAsync(client));
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Bearer aosat_2", await CallAsync(client));

        var form = _server.TokenForms.Last();
        Assert.Equal(("refresh_token", "aosrt_1", FakeSignInServer.ClientId, 3), (form["grant_type"], form["refresh_token"], form["client_id"], form.Count));
        var stored = await _store.ReadAsync(default);
        Assert.Equal(("aosat_2", "aosrt_2", FakeSignInServer.Subject), (stored!.AccessToken, stored.RefreshToken, stored.Subject));
    }

    [Fact]
    public async Task Many_that_wait_cause_one_renewal()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(2));
        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => tokens.GetTokenAsync(null, default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, _server.TokenForms.Count());
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_for_all()
    {
        var tokens = await SignedInAsync();
        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => tokens.GetTokenAsync("aosat_1", default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, _server.TokenForms.Count());
    }

    [Fact]
    public async Task New_tokens_are_stored_before_they_are_used_and_under_the_lock()
    {
        var store = new WatchedStore(_store);
        var tokens = await SignedInAsync(store);
        store.Seen.Clear();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        await tokens.GetTokenAsync(null, default);
        Assert.Equal(["read aosrt_1", "lock", "read aosrt_1", "write aosrt_2", "free"], store.Seen);
    }

    [Fact]
    public async Task Providers_that_share_a_store_do_not_use_a_refresh_token_twice()
    {
        await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        var given = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new SignedInTokenProvider(_server.SignIn(), _store).GetTokenAsync(null, default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, _server.TokenForms.Count());
    }

    [Fact]
    public async Task An_ended_sign_in_is_told_and_forgotten()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Next(FakeSignInServer.Error("invalid_grant"));
        var required = await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
        Assert.Equal("sdk.sign-in-required", required.Code);
        Assert.Null(await _store.ReadAsync(default));
        var requests = _server.Requests.Count;
        await Assert.ThrowsAsync<AosSignInRequiredException>(() => CallAsync(AosClient.ForUser(tokens)));
        Assert.Equal(requests, _server.Requests.Count);
    }

    [Theory]
    [InlineData("unauthorized_client", 400)]
    [InlineData("invalid_client", 401)]
    public async Task A_client_that_is_refused_does_not_lose_the_tokens(string error, int status)
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Next(FakeSignInServer.Error(error, status));
        Assert.Equal(error, (await Assert.ThrowsAnyAsync<AosApiException>(async () => await tokens.GetTokenAsync(null, default))).Code);
        Assert.Equal("aosrt_1", (await _store.ReadAsync(default))!.RefreshToken);
    }

    [Fact]
    public async Task Nobody_who_never_signed_in_has_a_token()
    {
        var tokens = new SignedInTokenProvider(_server.SignIn(), _store);
        Assert.Null(await tokens.FindAsync());
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
        await tokens.SignOutAsync();
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Without_a_refresh_token_it_lasts_as_long_as_the_access_token()
    {
        _server.WithRefreshToken = false;
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync("aosat_1", default));
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
    }

    [Fact]
    public async Task Tokens_of_another_server_or_client_are_never_sent_there()
    {
        var tokens = await SignedInAsync();
        await using var other = await FakeSignInServer.StartAsync();
        foreach (var provider in (SignedInTokenProvider[])[new(other.SignIn(), _store), new(_server.SignIn(options => options.ClientId = "other-app"), _store)])
        {
            await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await provider.GetTokenAsync(null, default));
            await provider.SignOutAsync();
        }
        Assert.Empty(other.Requests);
        Assert.Equal("aosat_1", (await tokens.FindAsync())!.AccessToken);
    }

    [Fact]
    public async Task A_server_that_is_down_does_not_hurt_while_the_token_lives()
    {
        var tokens = await SignedInAsync(maxRetries: 0);
        _server.Clock.Advance(TimeSpan.FromMinutes(50));
        _server.Next(Answers.Empty(503));
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        // Not asked again at once.
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        Assert.Equal(2, _server.TokenForms.Count());
        _server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));

        _server.Clock.Advance(TimeSpan.FromHours(2));
        _server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(async () => await tokens.GetTokenAsync(null, default));
        _server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(async () => await tokens.GetTokenAsync("aosat_2", default));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Next(Answers.Cut, Answers.Empty(502), null);
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));
        Assert.Equal(["aosrt_1", "aosrt_1", "aosrt_1"], _server.TokenForms.Skip(1).Select(form => form["refresh_token"]));
    }

    [Fact]
    public async Task One_that_goes_away_does_not_stop_the_renewal()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        var go = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        _server.Next(async context =>
        {
            arrived.SetResult();
            await go.Task;
            await Answers.Json(200, """{"access_token":"late","token_type":"Bearer","expires_in":3600,"refresh_token":"late-refresh"}""")(context);
        });
        using var cancel = new CancellationTokenSource();
        var impatient = tokens.GetTokenAsync(null, cancel.Token).AsTask();
        await arrived.Task;
        var patient = tokens.GetTokenAsync(null, default).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        go.SetResult();
        Assert.Equal("late", await patient);
        var stored = (await _store.ReadAsync(default))!;
        Assert.Equal(("late-refresh", "openid offline_access vehicle.read", FakeSignInServer.Subject), (stored.RefreshToken, stored.Scope, stored.Subject));
        Assert.NotNull(stored.IdToken);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_does_not_cost_the_sign_in()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Claims["exp"] = 1;
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));
    }

    [Fact]
    public async Task New_tokens_of_another_person_are_refused()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        _server.Claims["sub"] = "somebody-else";
        Assert.Equal("sdk.id-token-invalid", (await Assert.ThrowsAsync<AosSignInException>(async () => await tokens.GetTokenAsync(null, default))).Code);
    }

    [Fact]
    public async Task Signing_out_forgets_and_revokes()
    {
        var tokens = await SignedInAsync();
        await tokens.SignOutAsync();
        Assert.Null(await _store.ReadAsync(default));
        var form = Assert.Single(_server.Forms("/oauth/revoke"));
        Assert.Equal(("aosrt_1", "refresh_token", FakeSignInServer.ClientId), (form["token"], form["token_type_hint"], form["client_id"]));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));

        _server.WithRefreshToken = false;
        tokens = await SignedInAsync(maxRetries: 0);
        _server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(() => tokens.SignOutAsync());
        Assert.Equal("access_token", _server.Forms("/oauth/revoke").Last()["token_type_hint"]);
        Assert.Null(await _store.ReadAsync(default));
    }

    [Fact]
    public async Task Userinfo_is_asked_with_a_fresh_token()
    {
        var tokens = await SignedInAsync();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Erika Muster", (await tokens.GetUserInfoAsync()).Name);
        Assert.Equal("Bearer aosat_2", _server.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_store_that_fails_is_told_as_such()
    {
        var tokens = new SignedInTokenProvider(_server.SignIn(), new FileTokenStore("/proc/none/tokens.json"));
        var fault = await Assert.ThrowsAsync<AosException>(() => CallAsync(AosClient.ForUser(tokens)));
        Assert.Equal("sdk.token-store", fault.Code);
    }

    [Fact]
    public async Task By_dependency_injection()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Aos:BaseAddress"] = _server.Address, ["Aos:ClientId"] = "my-app", ["Aos:ClientSecret"] = "secret" }).Build());
        services.AddAosSignIn(options => options.TimeProvider = _server.Clock);
        await using var provider = services.BuildServiceProvider();
        var signIn = provider.GetRequiredService<AosSignIn>();
        Assert.Same(signIn, provider.GetRequiredService<AosSignIn>());
        await signIn.StartDeviceSignInAsync(["openid"]);
        Assert.StartsWith("Basic ", _server.Requests[0].Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "my-app", null, "BaseAddress")]
    [InlineData("http://x", "", null, "ClientId")]
    [InlineData("http://x", "my-app", "not a uri", "Issuer")]
    public void A_wrong_setting_is_named(string address, string clientId, string? issuer, string setting)
    {
        var wrong = Assert.Throws<AosConfigurationException>(() => new AosSignIn(new AosClientOptions { BaseAddress = address, ClientId = clientId, Issuer = issuer }));
        Assert.StartsWith($"The AOS setting {setting} (AosClientOptions.{setting}, environment variable AOS_", wrong.Message, StringComparison.Ordinal);
    }

    private async Task<SignedInTokenProvider> SignedInAsync(ITokenStore? store = null, int maxRetries = 3)
    {
        var signIn = _server.SignIn(options => options.MaxRetries = maxRetries);
        var request = await signIn.CreateRequestAsync(new Uri("https://app.example.com/in"), ["openid"]);
        _server.Nonce = request.Pending.Nonce;
        var tokens = new SignedInTokenProvider(signIn, store ?? _store);
        await tokens.SaveAsync(await signIn.CompleteAsync(request.Pending, _server.Callback(request)));
        _server.Nonce = null;
        return tokens;
    }

    private async Task<string?> CallAsync(AosClient client)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api"));
        return _server.Requests[^1].Authorization;
    }

    private sealed class WatchedStore(ITokenStore store) : ITokenStore
    {
        public List<string> Seen { get; } = [];

        public async ValueTask<UserTokens?> ReadAsync(CancellationToken cancellationToken)
        {
            var tokens = await store.ReadAsync(cancellationToken);
            Seen.Add("read " + tokens?.RefreshToken);
            return tokens;
        }

        public ValueTask WriteAsync(UserTokens? tokens, CancellationToken cancellationToken)
        {
            Seen.Add("write " + tokens?.RefreshToken);
            return store.WriteAsync(tokens, cancellationToken);
        }

        public async ValueTask<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
        {
            Seen.Add("lock");
            return new Held(await store.LockAsync(cancellationToken), Seen);
        }

        private sealed class Held(IAsyncDisposable held, List<string> seen) : IAsyncDisposable
        {
            public ValueTask DisposeAsync()
            {
                seen.Add("free");
                return held.DisposeAsync();
            }
        }
    }
}
