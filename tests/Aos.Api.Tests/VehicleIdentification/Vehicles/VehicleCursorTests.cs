using System.Net;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>A cursor belongs to one list of one caller, and to nothing else.</summary>
public sealed class VehicleCursorTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("brand=mini", "brand=bmw")]
    [InlineData("brand=mini", "")]
    [InlineData("brand=mini", "brand=mini&brand=bmw")]
    [InlineData("", "brand=mini")]
    [InlineData("brand=mini", "series=mini")]
    [InlineData("modelDesignation=Cooper&modelDesignation=z%7CB38&engineType=B38", "modelDesignation=Cooper&modelDesignation=z&engineType=B38%7CB38")]
    [InlineData("modelDesignation=Cooper&modelDesignation=B38", "modelDesignation=Cooper&engineType=B38")]
    [InlineData("producedFrom=2015-01-01", "producedTo=2015-01-01")]
    [InlineData("sort=vin", "sort=-vin")]
    [InlineData("sort=producedOn", "sort=-producedOn")]
    [InlineData("productType=car", "productType=motorcycle")]
    public async Task A_cursor_of_another_list_is_refused(string of, string used)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await RefusedAsync(workshop, used, await workshop.CursorAsync("limit=1&" + of));
    }

    [Fact]
    public async Task A_cursor_of_another_organisation_is_refused()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var neighbour = await api.AsAsync(Somebody.SlowWorkshop);
        var cursor = await workshop.CursorAsync("limit=1&brand=mini");
        await RefusedAsync(neighbour, "brand=mini", cursor);
        using var own = await workshop.GetAsync($"{VehicleLists.Path}?limit=1&brand=mini&cursor={cursor}");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    [Trait("Case", "FUZ-7")]
    public async Task A_changed_cursor_is_refused_wherever_it_was_changed()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var cursor = await workshop.CursorAsync("limit=1");
        for (var i = 0; i < cursor.Length - 1; i += 3)
        {
            var changed = $"{cursor[..i]}{(cursor[i] == 'A' ? 'B' : 'A')}{cursor[(i + 1)..]}";
            await RefusedAsync(workshop, "limit=1", changed);
        }

        foreach (var broken in new[] { cursor[..^4], cursor[4..], cursor + "AAAA", "A", "AAAA", new string('A', 64), "===", "%C3%A4", "' OR 1=1--" })
            await RefusedAsync(workshop, "limit=1", broken);
    }

    [Fact]
    public async Task Size_and_total_may_change_on_the_way()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var cursor = await workshop.CursorAsync("limit=1&brand=mini");
        var page = await workshop.ReadAsync($"{VehicleLists.Path}?limit=3&brand=mini&includeTotal=true&cursor={cursor}");
        Assert.Equal(SampleVehicle.Vins(vehicle => vehicle.Brand == "mini")[1..4], page.Items().Vins());
    }

    [Fact]
    public async Task An_empty_or_overlong_cursor_is_what_it_is()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(SampleVehicle.All[0].Vin, (await workshop.ReadAsync(VehicleLists.Path + "?limit=1&cursor=")).Items().Vins()[0]);
        using var overlong = await workshop.GetAsync($"{VehicleLists.Path}?cursor={new string('A', 2001)}");
        await overlong.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    public async Task A_cursor_holds_a_day_rounded_up_to_the_hour()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.Clock.AdvanceAsync(TimeSpan.FromSeconds(3600 - (host.Clock.GetUtcNow().ToUnixTimeSeconds() % 3600)) + TimeSpan.FromMinutes(5));
        using var now = await host.AsAsync(Somebody.Workshop);
        var cursor = await now.CursorAsync("limit=1");
        Assert.Equal(cursor, await now.CursorAsync("limit=1"));

        await host.Clock.AdvanceAsync(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(50));
        using var later = await host.AsAsync(Somebody.Workshop);
        Assert.Equal([SampleVehicle.All[1].Vin], (await later.ReadAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}")).Items().Vins());
        Assert.NotEqual(cursor, await later.CursorAsync("limit=1"));

        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(10));
        using var refused = await later.GetAsync($"{VehicleLists.Path}?limit=1&cursor={cursor}");
        await refused.ProblemAsync(410, "paging.cursor-expired");
    }

    private static async Task RefusedAsync(HttpClient client, string query, string cursor)
    {
        using var answer = await client.GetAsync($"{VehicleLists.Path}?{query}&cursor={cursor}");
        await answer.ProblemAsync(400, "paging.cursor-invalid");
    }
}
