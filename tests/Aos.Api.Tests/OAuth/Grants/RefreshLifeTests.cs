using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>Each test moves the clock of its own host.</summary>
public sealed class RefreshLifeTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Case", "REF-1")]
    public async Task Within_ten_seconds_the_old_token_gives_the_same_successor_and_later_it_ends_the_family()
    {
        var client = await TestClient.AddAsync(_api, "web-grace");
        var first = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        using var rotated = await client.RefreshAsync(first.Refresh());
        var second = await TestClient.GivenAsync(rotated);
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(8));
        using var repeated = await client.RefreshAsync(first.Refresh());
        Assert.Equal(second.Refresh(), (await TestClient.GivenAsync(repeated)).Refresh());
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(3));
        using var late = await client.RefreshAsync(first.Refresh());
        await late.OAuthErrorAsync(400, "invalid_grant");
        await Polling.UntilAsync(async () => await client.UseAsync(second) == 401);
        using var dead = await client.RefreshAsync(second.Refresh());
        await dead.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(1L, await _api.SqlAsync<long>("select count(*) from platform.audit where action = 'oauth.family.revoked'"));
    }

    [Fact]
    [Trait("Case", "REF-3")]
    [Trait("Decision", "AUTH-D5")]
    public async Task With_offline_access_fourteen_days_slide_up_to_ninety()
    {
        var client = await TestClient.AddAsync(_api, "web-offline");
        var forgotten = await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read");
        var token = (await client.TokensAsync(SomePerson.Claire, "offline_access", "vehicle.read")).Refresh();
        for (var days = 13; days < 90; days += 13)
        {
            await _api.Clock.AdvanceAsync(TimeSpan.FromDays(13));
            using var answer = await client.RefreshAsync(token);
            token = (await TestClient.GivenAsync(answer)).Refresh();
        }

        // 78 days have passed.
        using var expired = await client.RefreshAsync(forgotten.Refresh());
        await expired.OAuthErrorAsync(400, "invalid_grant");
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(11.9));
        using var last = await client.RefreshAsync(token);
        token = (await TestClient.GivenAsync(last)).Refresh();
        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(0.2));
        using var over = await client.RefreshAsync(token);
        await over.OAuthErrorAsync(400, "invalid_grant");
    }

    [Fact]
    [Trait("Decision", "AUTH-D5")]
    public async Task Without_it_tokens_end_with_the_sign_in_and_each_refresh_counts_as_use()
    {
        var client = await TestClient.AddAsync(_api, "web-session");
        var idle = await client.TokensAsync(SomePerson.Claire, "vehicle.read");
        var used = await client.TokensAsync(SomePerson.Claire, "vehicle.read");
        for (var minutes = 20; minutes <= 700; minutes += 20)
        {
            await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(20));
            using var answer = await client.RefreshAsync(used.Refresh());
            used = await TestClient.GivenAsync(answer);
            if (minutes == 40)
            {
                // Idle for 40 minutes: no new tokens, but the access token runs to its end.
                using var refused = await client.RefreshAsync(idle.Refresh());
                await refused.OAuthErrorAsync(400, "invalid_grant");
                Assert.Equal(200, await client.UseAsync(idle));
            }
        }

        // 11 h 40 min: what is issued now ends with the sign-in.
        Assert.InRange((int)used["expires_in"]!, 19 * 60, 20 * 60);
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(21));
        using var over = await client.RefreshAsync(used.Refresh());
        await over.OAuthErrorAsync(400, "invalid_grant");
        Assert.Equal(401, await client.UseAsync(used));
    }

    [Fact]
    public async Task What_has_ended_is_swept()
    {
        var client = await TestClient.AddAsync(_api, "web-sweep");
        var tokens = await client.TokensAsync(SomePerson.Claire, "vehicle.read");
        using var rotated = await client.RefreshAsync(tokens.Refresh());
        await TestClient.GivenAsync(rotated);
        using var device = await client.PostAsync("/oauth/device_authorization");
        await TestClient.GivenAsync(device);
        await _api.SqlAsync("insert into oauth.used_ids (id_hash, expires_at) values ('\\x01', platform.now()); insert into oauth.wrong_user_codes values ('192.0.2.1', 3, platform.now() + interval '1 hour')");
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        await SweepAsync();
        Assert.Equal(0L, await _api.SqlAsync<long>("select count(*) from oauth.refresh_tokens where successor is not null"));
        Assert.Equal((0L, 1L), (await CountAsync("used_ids"), await CountAsync("wrong_user_codes")));
        using var good = await client.RefreshAsync((await rotated.JsonAsync()).Refresh());
        await TestClient.GivenAsync(good);

        await _api.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await SweepAsync();
        foreach (var table in new[] { "refresh_tokens", "families", "sessions", "codes", "device_codes", "wrong_user_codes" })
            Assert.True(await CountAsync(table) == 0, table);
    }

    private async Task SweepAsync()
    {
        foreach (var work in (IEnumerable<Aos.Api.Platform.Jobs.RecurringWork>)_api.Services.GetService(typeof(IEnumerable<Aos.Api.Platform.Jobs.RecurringWork>))!)
            if (work.Name.StartsWith("sweep-", StringComparison.Ordinal))
                await work.RunAsync(_api.Services, CancellationToken.None);
        await ((Aos.Api.OAuth.OAuthSweep)_api.Services.GetService(typeof(Aos.Api.OAuth.OAuthSweep))!).RunAsync(CancellationToken.None);
    }

    private Task<long> CountAsync(string table) => _api.SqlAsync<long>($"select count(*) from oauth.{table}");
}
