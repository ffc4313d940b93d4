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
