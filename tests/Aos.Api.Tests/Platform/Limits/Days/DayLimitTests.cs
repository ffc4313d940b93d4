using System.Globalization;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Conditions;
using Aos.Api.Tests.VehicleIdentification.Lookups;

namespace Aos.Api.Tests.Platform.Limits.Days;

/// <summary>The units of a day: counted, shown, refused, and given back for what is free.</summary>
[Trait("Decision", "API-D9")]
public sealed class DayLimitTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly Guid Tenant = Somebody.Workshop.TenantId;

    [Fact]
    [Trait("Case", "QUO-1")]
    public async Task The_call_after_the_last_unit_is_429_until_midnight()
    {
        await api.DayAsync(Tenant, 3);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        for (var left = 2; left >= 0; left--)
        {
            using var answer = await workshop.GetAsync(DayCalls.Vehicle);
            Assert.Equal((200, left, "\"second\";q=1000000;w=1, \"day\";q=3;w=86400"), ((int)answer.StatusCode, answer.Left(), answer.Header("RateLimit-Policy")));
        }

        using var refused = await workshop.GetAsync(DayCalls.Vehicle);
        var problem = await refused.ProblemAsync(429, "limits.daily-limit-exceeded");
        Assert.Equal(["day"], problem["violatedPolicies"]!.AsArray().Select(policy => (string)policy!));
        Assert.Equal("waitUntil", (string?)problem["resolution"]!["action"]);
        var wait = int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture);
        Assert.InRange(wait, 42_900, 43_200);
        var shown = DayCalls.DayLeft().Match(refused.Header("RateLimit")!);
        Assert.Equal("0", shown.Groups["left"].Value);
        Assert.InRange(int.Parse(shown.Groups["seconds"].Value, CultureInfo.InvariantCulture), wait - 2, wait);
        Assert.Equal(3, await api.UsedAsync(Tenant));

        // A minute after midnight the day is new.
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(wait + 60));
        using var nextDay = await api.AsAsync(Somebody.Workshop);
        using var again = await nextDay.GetAsync(DayCalls.Vehicle);
        Assert.Equal((200, 2), ((int)again.StatusCode, again.Left()));
    }

    [Fact]
    [Trait("Case", "QUO-3")]
    public async Task Unchanged_is_free_but_with_none_left_it_is_refused_too()
    {
        await api.DayAsync(Tenant, 2);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(DayCalls.Vehicle);
        for (var i = 0; i < 5; i++)
        {
            using var known = await ConditionalReadTests.GetAsync(workshop, DayCalls.Vehicle, first.Header("ETag")!);
            Assert.Equal((304, 1), ((int)known.StatusCode, known.Left()));
        }

        Assert.Equal(200, await workshop.StatusAsync());
        using var none = await ConditionalReadTests.GetAsync(workshop, DayCalls.Vehicle, first.Header("ETag")!);
        await none.ProblemAsync(429, "limits.daily-limit-exceeded");
    }

    [Fact]
    [Trait("Case", "QUO-4")]
    public async Task Refusals_cost_nothing()
    {
        await api.DayAsync(Tenant, 5);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var (path, status) in new[] { ("/vehicles/WBAUV71070A999999", 404), ("/vehicles/short", 422), ("/vehicles?colour=red", 400), ("/vehicles?cursor=x", 400) })
        {
            using var answer = await workshop.GetAsync("/vehicle-identification/v1" + path);
            Assert.Equal((path, status, 5), (path, (int)answer.StatusCode, answer.Left()));
        }

        // A refusal before anything is reserved shows what is left as well.
        using var withoutScope = await api.AsAsync(Somebody.Operator);
        using var noPlan = await withoutScope.GetAsync(DayCalls.Vehicle);
        Assert.Equal((403, "\"second\";q=100000;w=1"), ((int)noPlan.StatusCode, noPlan.Header("RateLimit-Policy")));
        using var other = await workshop.SendJsonAsync(HttpMethod.Post, DayCalls.Vehicle, "{}");
        Assert.Equal(405, (int)other.StatusCode);
        using var paid = await workshop.GetAsync(DayCalls.Vehicle);
        Assert.Equal((200, 4), ((int)paid.StatusCode, paid.Left()));
    }

    [Fact]
    [Trait("Case", "QUO-6")]
    public async Task Another_organisation_is_not_affected()
    {
        await api.DayAsync(Tenant, 1);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var neighbour = await api.AsAsync(Somebody.MiniWorkshop);
        Assert.Equal([200, 429], await workshop.StatusesAsync(2));
        Assert.Equal(200, await neighbour.StatusAsync("/vehicle-identification/v1/vehicles?limit=1"));
    }

    [Fact]
    public async Task A_client_keeps_to_its_own_lower_limit_and_leaves_the_rest_to_the_others()
    {
        var capped = new Somebody("test-capped", Tenant, OpaqueToken.Create("aoscs_"), ["vehicle.read"]);
        await using (var connection = await api.Database.DataSource.OpenConnectionAsync())
            await SampleSeed.AddAsync(connection, capped);
        await api.SqlAsync("update identity.clients set daily_cap = 2 where id = 'test-capped'");
        await api.DayAsync(Tenant, 4);
        using var client = await api.AsAsync(capped);
        foreach (var left in new[] { 1, 0 })
        {
            using var answer = await client.GetAsync(DayCalls.Vehicle);
            Assert.Equal((200, left, "\"second\";q=1000000;w=1, \"day\";q=2;w=86400"), ((int)answer.StatusCode, answer.Left(), answer.Header("RateLimit-Policy")));
        }

        using var refused = await client.GetAsync(DayCalls.Vehicle);
        await refused.ProblemAsync(429, "limits.daily-limit-exceeded");
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal([200, 200, 429], await workshop.StatusesAsync(3));
    }

    [Fact]
    public async Task What_costs_nothing_works_when_the_day_is_used_up_and_does_not_show_it()
    {
        await api.DayAsync(Tenant, 1);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal([200, 429], await workshop.StatusesAsync(2));
        using var jobs = await workshop.GetAsync(JobCalls.Jobs);
        Assert.Equal((200, "\"second\";q=1000000;w=1"), ((int)jobs.StatusCode, jobs.Header("RateLimit-Policy")));
    }

    [Fact]
    public async Task People_have_no_plan()
    {
        await api.DayAsync(Somebody.ProductionWorkshop.TenantId, 1);
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        for (var i = 0; i < 3; i++)
        {
            using var answer = await claire.GetAsync("/vehicle-identification/v1/vehicles");
            Assert.Equal((200, "\"second\";q=100000;w=1"), ((int)answer.StatusCode, answer.Header("RateLimit-Policy")));
        }
    }

    [Fact]
    public async Task A_larger_plan_counts_at_once()
    {
        await api.DayAsync(Tenant, 2);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal([200, 200, 429], await workshop.StatusesAsync(3));
        await api.PlanAsync(Tenant, 5);
        using var answer = await workshop.GetAsync(DayCalls.Vehicle);
        Assert.Equal((200, 2), ((int)answer.StatusCode, answer.Left()));
    }
}
