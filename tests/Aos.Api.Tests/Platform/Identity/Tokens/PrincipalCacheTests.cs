using System.Net;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

public sealed class PrincipalCacheTests(ApiHost api, ITestOutputHelper output) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";

    [Fact]
    public async Task A_revocation_between_look_up_and_store_leaves_nothing_in_the_cache()
    {
        var (cache, tokens) = (api.Services.GetRequiredService<PrincipalCache>(), api.Services.GetRequiredService<AccessTokens>());
        var token = await api.TokenAsync(Somebody.Workshop);
        var hash = OpaqueToken.Hash(token);

        var generation = cache.Generation;
        var found = await tokens.FindAsync(hash, default);
        Assert.True(found!.Usable);
        using var revoked = await api.AsNobody().PostFormAsync(TokenForms.Revoke, TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret), ("token", token));
        await Polling.UntilAsync(() => Task.FromResult(cache.Generation != generation));
        cache.Keep(TokenHash.Of(hash), found.Principal, generation);

        Assert.Null(cache.Find(TokenHash.Of(hash)));
        using var answer = await api.AsNobody().GetAsync(Vehicles, token);
        await answer.ProblemAsync(401, "auth.token-invalid");
    }

    [Fact]
    public async Task Without_a_notice_the_principal_is_kept_and_the_notice_of_another_drops_nothing()
    {
        var (cache, tokens) = (api.Services.GetRequiredService<PrincipalCache>(), api.Services.GetRequiredService<AccessTokens>());
        var hash = OpaqueToken.Hash(await api.TokenAsync(Somebody.MiniWorkshop));
        var found = await tokens.FindAsync(hash, default);
        cache.Keep(TokenHash.Of(hash), found!.Principal, cache.Generation);
        Assert.Same(found.Principal, cache.Find(TokenHash.Of(hash)));

        var generation = cache.Generation;
        await api.SqlAsync($"select pg_notify('aos_auth', 'c:test-workshop'), pg_notify('aos_auth', 'o:{Somebody.Workshop.TenantId}'), pg_notify('aos_auth', 'f:{Guid.NewGuid()}')");
        await Polling.UntilAsync(() => Task.FromResult(cache.Generation >= generation + 3));
        Assert.Same(found.Principal, cache.Find(TokenHash.Of(hash)));
    }

    [Fact]
    public async Task Many_threads_that_look_up_while_a_client_ends_leave_nothing_in_the_cache()
    {
        var (cache, tokens) = (api.Services.GetRequiredService<PrincipalCache>(), api.Services.GetRequiredService<AccessTokens>());
        var hash = OpaqueToken.Hash(await api.TokenAsync(Somebody.SlowWorkshop));
        var principal = (await tokens.FindAsync(hash, default))!.Principal;
        for (var round = 0; round < 60; round++)
        {
            var generation = cache.Generation;
            var keepers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 2000; i++)
                    cache.Keep(TokenHash.Of(hash), principal, generation);
            })).ToList();
            await api.SqlAsync("select pg_notify('aos_auth', 'c:test-slow')");
            await Polling.UntilAsync(() => Task.FromResult(cache.Generation != generation));
            await Task.WhenAll(keepers);
            // The notice is counted before its entries are dropped.
            await Polling.UntilAsync(() => Task.FromResult(cache.Find(TokenHash.Of(hash)) is null));
        }
    }

    [Fact]
    public async Task While_notices_are_not_heard_the_cache_is_not_used_and_it_is_empty_afterwards()
    {
        var listener = api.Services.GetRequiredService<NotificationListener>();
        using var http = api.AsNobody();
        var token = await api.TokenAsync(Somebody.ProductionWorkshop);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, token)).StatusCode);

        // A silent change, as if its notice were lost: the cache answers as long as the listener is thought healthy.
        await api.SqlAsync("update identity.access_tokens set revoked_at = platform.now() where client_id = 'test-production'");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, token)).StatusCode);

        await api.SqlAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and (query ilike 'listen aos%' or query = 'select 1')");
        var took = await Polling.UntilAsync(async () => (await http.GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.Unauthorized);
        output.WriteLine($"listener cut: revoked token refused after {took.TotalMilliseconds:0} ms");

        await Polling.UntilAsync(() => Task.FromResult(listener.IsHealthy));
        using var still = await http.GetAsync(Vehicles, token);
        await still.ProblemAsync(401, "auth.token-invalid");
    }
}
