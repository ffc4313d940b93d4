using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aos.Api.Tests.Platform.Limits.Days;

/// <summary>Several nodes take from one day: never more than the limit, the last units exactly, and nothing is kept that is not needed.</summary>
[Trait("Decision", "API-D9")]
public sealed class LeaseTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly Guid Tenant = Somebody.Workshop.TenantId;

    [Fact]
    [Trait("Case", "QUO-2")]
    public async Task Fifty_calls_at_once_over_two_nodes_get_the_ten_units_that_are_left()
    {
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 1000, used: 990);
        using var here = await api.AsAsync(Somebody.Workshop);
        using var there = await other.AsAsync(Somebody.Workshop);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? here : there).StatusAsync()));
        Assert.Equal((10, 40), (statuses.Count(status => status == 200), statuses.Count(status => status == 429)));
        Assert.Equal(1000, await api.UsedAsync(Tenant));
    }

    [Fact]
    [Trait("Case", "QUO-2")]
    public async Task Two_hundred_calls_at_once_with_ten_units_left_get_ten()
    {
        await api.DayAsync(Tenant, 100_000, used: 99_990);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => workshop.StatusAsync()));
        Assert.Equal((10, 190), (statuses.Count(status => status == 200), statuses.Count(status => status == 429)));
    }

    [Fact]
    public async Task A_whole_day_over_two_nodes_is_exactly_the_limit()
    {
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 400);
        using var here = await api.AsAsync(Somebody.Workshop);
        using var there = await other.AsAsync(Somebody.Workshop);
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = 0; i < 60; i++)
                if (await (worker % 2 == 0 ? here : there).StatusAsync() == 200)
                    Interlocked.Increment(ref answered);
        }));
        // The other may have refused while a node held units; whoever holds some answers with them.
        foreach (var node in new[] { here, there })
            while (await node.StatusAsync() == 200)
                answered++;
        Assert.Equal((400, 400), (answered, await api.UsedAsync(Tenant)));
    }

    [Fact]
    public async Task A_node_holds_one_percent_at_most_and_gives_back_what_it_does_not_need()
    {
        await api.DayAsync(Tenant, 100_000);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, await workshop.StatusAsync());
        Assert.Equal(1000, await api.UsedAsync(Tenant));
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
        await Polling.UntilAsync(async () => await api.UsedAsync(Tenant) is > 20 and <= 40); // as much as ten seconds took
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
        await Polling.UntilAsync(async () => await api.UsedAsync(Tenant) == 20);
    }

    [Fact]
    public async Task A_node_that_stops_gives_everything_back()
    {
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 100_000);
        using var there = await other.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 7; i++)
            Assert.Equal(200, await there.StatusAsync());
        var held = await api.UsedAsync(Tenant);
        Assert.InRange(held, 1007, 2000);
        await other.Services.GetRequiredService<IHost>().StopAsync();
        Assert.Equal(held - 993, await api.UsedAsync(Tenant));
    }

    [Fact]
    public async Task A_node_that_is_killed_loses_what_it_held_and_no_more()
    {
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 1000);
        using (var there = await other.AsAsync(Somebody.Workshop))
            for (var i = 0; i < 3; i++)
                Assert.Equal(200, await there.StatusAsync());
        await other.DisposeAsync(); // without an orderly end
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var answered = 3;
        while (await workshop.StatusAsync() == 200)
            answered++;
        Assert.InRange(answered, 990, 1000);
    }

    [Fact]
    public async Task Units_that_come_back_at_the_end_of_the_day_are_for_every_node()
    {
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 1000, used: 999);
        using var here = await api.AsAsync(Somebody.Workshop);
        using var there = await other.AsAsync(Somebody.Workshop);
        Assert.Equal(404, await here.StatusAsync("/vehicle-identification/v1/vehicles/WBAUV71070A999999"));
        await Polling.UntilAsync(async () => await there.StatusAsync() == 200);
        Assert.Equal(429, await there.StatusAsync());
    }

    [Fact]
    public async Task Calls_cost_no_statement_of_their_own()
    {
        await api.DayAsync(Tenant, 100_000);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(200, await workshop.StatusAsync());
        var before = await api.SqlAsync<string>($"select xmin::text || granted from platform.quotas where tenant_id = '{Tenant}' and day = (platform.now() at time zone 'UTC')::date");
        using var statements = new CountedStatements(api);
        for (var i = 0; i < 300; i++)
            Assert.Equal(200, await workshop.StatusAsync());
        Assert.Equal(300, statements.Take().Count);
        Assert.Equal(before, await api.SqlAsync<string>($"select xmin::text || granted from platform.quotas where tenant_id = '{Tenant}' and day = (platform.now() at time zone 'UTC')::date"));
    }
}
