using Aos.Api.Tests.Harness;
using Aos.Sdk;

namespace Aos.Samples.Tests;

/// <summary>A client that obeys <c>RateLimit</c> never meets 429.</summary>
public sealed class PacingAgainstApiTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Scorecard", "13")]
    public async Task Five_thousand_calls_of_twenty_workers_never_meet_429()
    {
        const int Calls = 5000;
        await api.SqlAsync($"""
            insert into identity.plans (code, per_second, per_day) values ('paced', 1000, 1000000);
            update identity.tenant_rights set plan_code = 'paced' where tenant_id = '{Somebody.SlowWorkshop.TenantId}';
            """);
        var answers = new StatusCounter();
        var client = new AosClient(new AosClientOptions
        {
            BaseAddress = api.Address.ToString(),
            ClientId = Somebody.SlowWorkshop.ClientId,
            ClientSecret = Somebody.SlowWorkshop.Secret,
            Handler = answers,
        });
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) <= Calls)
                await client.VehicleIdentification.Vehicles.GetAsync("WBAUV71070A193748");
        }));

        Assert.Equal(0, answers.Of(429));
        Assert.Equal(Calls + 1, answers.Of(200));
    }

    [Fact]
    [Trait("Scorecard", "13")]
    public async Task A_used_up_day_throws_and_waits_for_nothing()
    {
        var tenant = Somebody.MiniWorkshop.TenantId;
        var now = api.Clock.GetUtcNow().UtcDateTime;
        await api.Clock.AdvanceAsync(now.Date.AddDays(1).AddHours(12) - now);
        await api.SqlAsync($"""
            insert into identity.plans (code, per_second, per_day) values ('three', 1000, 3);
            update identity.tenant_rights set plan_code = 'three' where tenant_id = '{tenant}' and code = 'apiVehicleIdentification';
            """);
        var answers = new StatusCounter();
        var client = new AosClient(new AosClientOptions
        {
            BaseAddress = api.Address.ToString(),
            ClientId = Somebody.MiniWorkshop.ClientId,
            ClientSecret = Somebody.MiniWorkshop.Secret,
            Handler = answers,
        });
        for (var left = 2; left >= 0; left--)
        {
            var answer = await client.VehicleIdentification.Vehicles.ListWithResponseAsync();
            Assert.Equal(left, answer.RateLimits.Single(limit => limit.Name == "day").Remaining);
        }

        var used = await Assert.ThrowsAsync<AosRateLimitException>(() => client.VehicleIdentification.Vehicles.ListAsync());
        Assert.Equal(("limits.daily-limit-exceeded", 429), (used.Code, used.Status));
        Assert.Equal(["day"], used.ViolatedPolicies);
        Assert.InRange(used.RetryAfter!.Value, TimeSpan.FromHours(11), TimeSpan.FromHours(12));
        Assert.Equal(1, answers.Of(429)); // told once, and not tried again

        // What costs nothing still works.
        await client.VehicleIdentification.Jobs.ListAsync();
    }

    private sealed class StatusCounter() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly int[] _counts = new int[600];

        public int Of(int status) => _counts[status];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Interlocked.Increment(ref _counts[(int)response.StatusCode]);
            return response;
        }
    }
}
