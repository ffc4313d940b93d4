using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Tokens of a person are renewed: once for all, in time, and safely.</summary>
public sealed class TokenRenewalTests : SignedInTests
{
    [Fact]
    public async Task A_client_for_somebody_sends_their_token_and_renews_it_at_80_percent()
    {
        var client = AosClient.ForUser(await SignedInAsync());
        Assert.Equal("Bearer aosat_1", await CallAsync(client));
        Server.Clock.Advance(TimeSpan.FromSeconds((3600 * 0.8) - 1));
        Assert.Equal("Bearer aosat_1", await CallAsync(client));
        Server.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Bearer aosat_2", await CallAsync(client));

        var form = Server.TokenForms.Last();
        Assert.Equal(("refresh_token", "aosrt_1", FakeSignInServer.ClientId, 3), (form["grant_type"], form["refresh_token"], form["client_id"], form.Count));
        var stored = await Store.ReadAsync(default);
        Assert.Equal(("aosat_2", "aosrt_2", FakeSignInServer.Subject), (stored!.AccessToken, stored.RefreshToken, stored.Subject));
    }

    [Fact]
    public async Task Many_that_wait_cause_one_renewal()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(2));
        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => tokens.GetTokenAsync(null, default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, Server.TokenForms.Count());
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_for_all()
    {
        var tokens = await SignedInAsync();
        var given = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => tokens.GetTokenAsync("aosat_1", default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, Server.TokenForms.Count());
    }

    [Fact]
    public async Task New_tokens_areStored_before_they_are_used_and_under_the_lock()
    {
        var store = new WatchedStore(Store);
        var tokens = await SignedInAsync(store);
        store.Seen.Clear();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        await tokens.GetTokenAsync(null, default);
        Assert.Equal(["read aosrt_1", "lock", "read aosrt_1", "write aosrt_2", "free"], store.Seen);
    }

    [Fact]
    public async Task Providers_that_share_aStore_do_not_use_a_refresh_token_twice()
    {
        await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        var given = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => new SignedInTokenProvider(Server.SignIn(), Store).GetTokenAsync(null, default).AsTask()));
        Assert.All(given, token => Assert.Equal("aosat_2", token));
        Assert.Equal(2, Server.TokenForms.Count());
    }

    [Fact]
    public async Task AServer_that_is_down_does_not_hurt_while_the_token_lives()
    {
        var tokens = await SignedInAsync(maxRetries: 0);
        Server.Clock.Advance(TimeSpan.FromMinutes(50));
        Server.Next(Answers.Empty(503));
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        // Not asked again at once.
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        Assert.Equal(2, Server.TokenForms.Count());
        Server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));

        Server.Clock.Advance(TimeSpan.FromHours(2));
        Server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(async () => await tokens.GetTokenAsync(null, default));
        Server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(async () => await tokens.GetTokenAsync("aosat_2", default));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Server.Next(Answers.Cut, Answers.Empty(502), null);
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));
        Assert.Equal(["aosrt_1", "aosrt_1", "aosrt_1"], Server.TokenForms.Skip(1).Select(form => form["refresh_token"]));
    }

    [Fact]
    public async Task One_that_goes_away_does_not_stop_the_renewal()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        var go = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        Server.Next(async context =>
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
        var stored = (await Store.ReadAsync(default))!;
        Assert.Equal(("late-refresh", "openid offline_access vehicle.read", FakeSignInServer.Subject), (stored.RefreshToken, stored.Scope, stored.Subject));
        Assert.NotNull(stored.IdToken);
    }

    [Fact]
    public async Task A_clock_that_goes_wrong_does_not_cost_the_sign_in()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Server.Claims["exp"] = 1;
        Assert.Equal("aosat_2", await tokens.GetTokenAsync(null, default));
    }

    [Fact]
    public async Task New_tokens_of_another_person_are_refused()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Server.Claims["sub"] = "somebody-else";
        Assert.Equal("sdk.id-token-invalid", (await Assert.ThrowsAsync<AosSignInException>(async () => await tokens.GetTokenAsync(null, default))).Code);
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
