using System.Text.Json.Nodes;
using Aos.Api.Platform.Limits.Days;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Limits.Days;

/// <summary>The organisation is told when 80 and 100 % of a day are used: once each, by event and by mail.</summary>
[Trait("Decision", "API-D10")]
public sealed class NoticeTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Type = "limits.dailyQuota.reached";
    private static readonly Guid Tenant = Somebody.Workshop.TenantId;
    private static readonly Guid Organisation = SomePerson.John.TenantId;

    [Fact]
    public async Task At_80_and_100_percent_once_each_for_all_nodes()
    {
        await api.SqlAsync($"""
            update identity.accounts set language = 'de-DE' where id = '{SomePerson.Claire.Id}';
            insert into identity.tenant_rights (tenant_id, code, source, granted_by) values ('{Organisation}', 'apiClients', 'userGroup', 'test')
            """);
        await using var other = await api.StartSecondNodeAsync();
        await api.DayAsync(Tenant, 20);
        using var here = await api.AsAsync(Somebody.Workshop);
        using var there = await other.AsAsync(Somebody.Workshop);
        for (var i = 0; i < 15; i++)
            Assert.Equal(200, await (i % 2 == 0 ? here : there).StatusAsync());
        Assert.Empty(await EventsAsync());
        Assert.Equal(200, await here.StatusAsync());
        await Polling.UntilAsync(async () => (await EventsAsync()).Count == 1);
        await MailsAsync(SomePerson.John, "limits.nearly", 1);
        for (var i = 0; i < 6; i++)
            await (i % 2 == 0 ? here : there).StatusAsync();
        await Polling.UntilAsync(async () => (await EventsAsync()).Count == 2);

        var john = await MailsAsync(SomePerson.John, "limits.used-up", 1);
        Assert.Equal("Vehicle Identification: today's limit is used up", (string?)john[0]["subject"]);
        Assert.Contains("until 00:00 UTC", (string)john[0]["text"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sandbox", (string)john[0]["text"]!, StringComparison.Ordinal);
        var claire = await MailsAsync(SomePerson.Claire, "limits.nearly", 1);
        Assert.Equal("Vehicle Identification: 80 % des heutigen Limits sind verbraucht", (string?)claire[0]["subject"]);
        Assert.Equal(2, await api.SqlAsync<long>($"select count(*) from platform.outbox where purpose like 'limits.%' and recipient = '{SomePerson.John.Email}'"));
        Assert.Equal(0, await api.SqlAsync<long>($"select count(*) from platform.outbox where purpose like 'limits.%' and tenant_id <> '{Organisation}'"));
        Assert.Equal(0, await api.SqlAsync<long>($"select count(*) from platform.outbox where purpose like 'limits.%' and recipient = '{SomePerson.Sue.Email}'"));

        var events = await EventsAsync();
        Assert.Equal(["80", "100"], events.Select(data => (string?)data["percent"]));
        Assert.All(events, data => Assert.Equal(("vehicle-identification", "sandbox", "20"), ((string?)data["product"], (string?)data["environment"], (string?)data["limit"])));
    }

    [Fact]
    public async Task Units_that_came_back_are_not_told_of()
    {
        var mini = Somebody.MiniWorkshop.TenantId;
        await api.DayAsync(mini, 5);
        using var client = await api.AsAsync(Somebody.MiniWorkshop);
        for (var i = 0; i < 20; i++)
            Assert.Equal(404, await client.StatusAsync("/vehicle-identification/v1/vehicles/WBAUV71070A999999"));
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
        await Polling.UntilAsync(async () => await api.UsedAsync(mini) == 0);
        Assert.Equal(0, await api.SqlAsync<long>("select count(*) from platform.events where tenant_id = '00000000-0000-7000-8000-000000000006'"));
    }

    [Fact]
    public async Task A_notice_that_cannot_be_sent_ends_neither_the_node_nor_the_notices_of_others()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.SqlAsync($"update identity.accounts set email = 'nowhere' where id = '{SomePerson.John.Id}'");
        var other = Somebody.MiniWorkshop.TenantId;
        await host.DayAsync(Tenant, 5);
        await host.PlanAsync(other, 5);
        using var mute = await host.AsAsync(Somebody.Workshop);
        await mute.StatusesAsync(5);
        await Polling.UntilAsync(() => Task.FromResult(host.Log.All.Any(text => text.Contains("could not be given back or told of", StringComparison.Ordinal))));
        using var told = await host.AsAsync(Somebody.MiniWorkshop);
        for (var i = 0; i < 5; i++)
            Assert.Equal(200, await told.StatusAsync("/vehicle-identification/v1/vehicles?limit=1"));
        await Polling.UntilAsync(async () => await host.SqlAsync<long>($"select count(*) from platform.events where type = '{Type}'") > 0);
        Assert.Equal(0L, await host.SqlAsync<long>($"select count(*) from platform.events where type = '{Type}' and tenant_id = '{Organisation}'"));
    }

    [Fact]
    public async Task A_node_forgets_days_that_are_over()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.DayAsync(Tenant, 1000);
        using var client = await host.AsAsync(Somebody.Workshop);
        await client.StatusesAsync(2);
        var quotas = host.Services.GetRequiredService<Quotas>();
        Assert.NotEmpty(quotas.All);
        await host.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await Polling.UntilAsync(() => Task.FromResult(!quotas.All.Any()));
        using var later = await host.AsAsync(Somebody.Workshop);
        using var answer = await later.GetAsync(DayCalls.Vehicle);
        Assert.Equal((200, 999L), ((int)answer.StatusCode, answer.Left()));
        Assert.Single(quotas.All);
    }

    [Fact]
    [Trait("Decision", "API-D9")]
    public async Task The_portal_tells_the_figures_of_the_header()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.DayAsync(Tenant, 1000);
        using var client = await host.AsAsync(Somebody.Workshop);
        using var answer = await client.GetAsync(DayCalls.Vehicle);
        using var john = await host.AsPersonAsync(SomePerson.John, "portal.read");
        Assert.Equal((1L, answer.Left()), await LimitsAsync(john));
        // Held by another node: not spent, but not to be had here.
        await host.SqlAsync($"update platform.quotas set used = used + 100 where tenant_id = '{Tenant}'");
        Assert.Equal((101L, 899L), await LimitsAsync(john));
    }

    private static async Task<(long Used, long Left)> LimitsAsync(HttpClient john)
    {
        var item = (await john.ReadAsync("/portal/v1/usage/limits"))["items"]!.AsArray().Single(one => (string?)one!["environment"] == "sandbox" && (string?)one["product"] == "vehicle-identification")!;
        return ((long)item["usedToday"]!, (long)item["leftToday"]!);
    }

    private async Task<List<JsonNode>> EventsAsync()
    {
        var text = await api.SqlAsync<string>($"select coalesce(json_agg(data order by sequence), '[]')::text from platform.events where tenant_id = '{Organisation}' and type = '{Type}'");
        return [.. JsonNode.Parse(text!)!.AsArray().Select(data => data!)];
    }

    private async Task<List<JsonNode>> MailsAsync(SomePerson person, string purpose, int count)
    {
        List<JsonNode> found = [];
        using var nobody = api.AsNobody();
        await Polling.UntilAsync(async () =>
        {
            found = [.. (await nobody.ReadAsync("/sandbox/inbox.json?to=" + Uri.EscapeDataString(person.Email))).AsArray().Where(mail => (string?)mail!["purpose"] == purpose).Select(mail => mail!)];
            return found.Count >= count;
        });
        return found;
    }
}
