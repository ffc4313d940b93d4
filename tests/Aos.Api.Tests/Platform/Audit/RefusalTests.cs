using Aos.Api.Platform.Audit.Refusals;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Audit;

/// <summary>402 and 403 stand in the audit, one row for each caller, code and minute.</summary>
[Trait("Case", "C3")]
public sealed class RefusalTests : IAsyncLifetime
{
    private const string Rows = """
        select string_agg(concat_ws(' ', a.actor_kind, a.actor_id, a.client_id, a.object_id, a.result, d.details->>'count'), '|' order by a.actor_id, a.object_id)
        from platform.audit a join platform.audit_details d on d.audit_id = a.id
        where a.action = 'access.request.refused'
        """;

    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Refusals_are_counted_per_caller_code_and_minute()
    {
        using var bare = await _api.AsAsync(Somebody.WithoutProduct);
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var nobody = _api.AsNobody();
        for (var i = 0; i < 3; i++)
            Assert.Equal(403, (int)(await bare.GetAsync("/vehicle-identification/v1/vehicles")).StatusCode);
        Assert.Equal(403, (int)(await bare.GetAsync("/administration/v1/clients")).StatusCode);
        Assert.Equal(403, (int)(await claire.GetAsync("/portal/v1/audit-events")).StatusCode);
        Assert.Equal(401, (int)(await nobody.GetAsync("/portal/v1/audit-events")).StatusCode);
        Assert.Equal(404, (int)(await bare.GetAsync("/nowhere")).StatusCode);
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Polling.UntilAsync(async () => await _api.SqlAsync<string>(Rows) is not null);
        Assert.Equal(
            $"account {SomePerson.Claire.Id} aos-cli access.legal-representative-required refused 1|client test-bare test-bare access.product-not-granted refused 3|client test-bare test-bare access.scope-missing refused 1",
            await _api.SqlAsync<string>(Rows));

        await bare.GetAsync("/vehicle-identification/v1/vehicles");
        await _api.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        await Polling.UntilAsync(async () => (await _api.SqlAsync<string>(Rows))!.Split('|').Length == 4);
        Assert.Equal(2L, await _api.SqlAsync<long>("select count(distinct d.details->>'minute') from platform.audit a join platform.audit_details d on d.audit_id = a.id where a.object_id = 'access.product-not-granted'"));
    }

    [Fact]
    public async Task What_is_left_is_written_when_the_node_stops()
    {
        using var bare = await _api.AsAsync(Somebody.WithoutProduct);
        await bare.GetAsync("/vehicle-identification/v1/vehicles");
        await _api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RefusalWriter>().Single().StopAsync(CancellationToken.None);
        Assert.Equal("client test-bare test-bare access.product-not-granted refused 1", await _api.SqlAsync<string>(Rows));
    }
}
