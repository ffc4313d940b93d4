using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Orders, pages, totals and links of the list.</summary>
public sealed partial class VehiclePagingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("", "vin", false)]
    [InlineData("sort=vin", "vin", false)]
    [InlineData("sort=-vin", "vin", true)]
    [InlineData("sort=producedOn", "producedOn", false)]
    [InlineData("sort=-producedOn", "producedOn", true)]
    public async Task Each_order_walks_the_whole_list_once(string sort, string by, bool descending)
    {
        var wanted = SampleVehicle.All.OrderBy(vehicle => by == "vin" ? "" : vehicle.ProducedOn, StringComparer.Ordinal).Select(vehicle => vehicle.Vin).ToList();
        if (descending)
            wanted.Reverse();
        Assert.Equal(2000, wanted.Count);
        using var workshop = await api.AsAsync(Somebody.Workshop);

        Assert.Equal(wanted, (await workshop.WalkAsync(sort, 200)).Vins());
    }

    [Theory]
    [InlineData("sort=-producedOn", 1)]
    [InlineData("sort=producedOn", 7)]
    [InlineData("sort=-vin", 7)]
    [InlineData("sort=vin", 19)]
    [InlineData("sort=vin", 132)]
    [InlineData("sort=vin", 133)]
    [InlineData("sort=vin", 134)]
    public async Task Small_pages_have_no_gaps_and_no_doubles(string sort, int limit)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var whole = (await workshop.WalkAsync("brand=rollsRoyce&" + sort, 200)).Vins();

        Assert.Equal(133, whole.Distinct().Count());
        Assert.Equal(whole, (await workshop.WalkAsync("brand=rollsRoyce&" + sort, limit)).Vins());
    }

    [Fact]
    public async Task Vehicles_of_one_day_are_ordered_by_VIN()
    {
        var day = SampleVehicle.All.GroupBy(vehicle => vehicle.ProducedOn).MaxBy(group => group.Count())!;
        Assert.True(day.Count() > 1);
        var next = DateOnly.Parse(day.Key, null).AddDays(1).ToString("yyyy-MM-dd", null);
        using var workshop = await api.AsAsync(Somebody.Workshop);

        Assert.Equal(day.Select(vehicle => vehicle.Vin), (await workshop.WalkAsync($"producedFrom={day.Key}&producedTo={next}&sort=producedOn", 1)).Vins());
        Assert.Equal(day.Select(vehicle => vehicle.Vin).Reverse(), (await workshop.WalkAsync($"producedFrom={day.Key}&producedTo={next}&sort=-producedOn", 1)).Vins());
    }

    [Fact]
    public async Task A_page_has_50_items_when_no_number_is_named()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var page = await workshop.ReadAsync(VehicleLists.Path);
        Assert.Equal(50, page.Items().Count);
        Assert.NotNull(page["nextCursor"]);
        Assert.Null(page["total"]);
        Assert.Null(page["totalIsCapped"]);
    }

    [Fact]
    public async Task The_link_leads_to_the_next_page_with_all_filters()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var first = await workshop.GetAsync(VehicleLists.Path + "?limit=2&brand=mini&brand=rollsRoyce&modelDesignation=Cooper&modelDesignation=Ghost&sort=-producedOn");
        var link = NextLink().Match(first.Header("Link")!);
        Assert.True(link.Success, first.Header("Link"));
        Assert.StartsWith($"http://localhost:{api.Address.Port}/", link.Groups["url"].Value, StringComparison.Ordinal);
        Assert.Contains("brand=mini&brand=rollsRoyce&", link.Groups["url"].Value, StringComparison.Ordinal);

        var next = await workshop.ReadAsync(link.Groups["url"].Value);
        var four = await workshop.ReadAsync(VehicleLists.Path + "?limit=4&brand=mini&brand=rollsRoyce&modelDesignation=Cooper&modelDesignation=Ghost&sort=-producedOn");
        Assert.Equal(four.Items().Vins()[2..], next.Items().Vins());
    }

    [Fact]
    public async Task The_last_page_has_no_link_and_a_null_cursor()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(VehicleLists.Path + "?shortVin=A193748");
        Assert.Null(answer.Header("Link"));
        Assert.Contains("\"nextCursor\":null", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_tells_the_total_of_the_whole_list()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var first = await workshop.ReadAsync(VehicleLists.Path + "?limit=200&brand=mini&includeTotal=true");
        var second = await workshop.ReadAsync(VehicleLists.Path + $"?limit=200&brand=mini&includeTotal=true&cursor={first["nextCursor"]}");
        Assert.Equal([210, 210], [(int)first["total"]!, (int)second["total"]!]);
        Assert.Equal(10, second.Items().Count);
        Assert.False((bool)first["totalIsCapped"]!);
        Assert.Null((await workshop.ReadAsync(VehicleLists.Path + "?brand=mini&includeTotal=false"))["total"]);
    }

    [Fact]
    public async Task A_total_is_exact_up_to_10000_and_capped_above()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        await host.SqlAsync(Copies(1, 8000));
        Assert.Equal((10_000, false), await TotalAsync(workshop));
        await host.SqlAsync(Copies(8001, 8001));
        Assert.Equal((10_000, true), await TotalAsync(workshop));
    }

    private static async Task<(int, bool)> TotalAsync(HttpClient client)
    {
        var page = await client.ReadAsync(VehicleLists.Path + "?limit=1&includeTotal=true");
        return ((int)page["total"]!, (bool)page["totalIsCapped"]!);
    }

    private static string Copies(int from, int to) => $"""
        insert into vehicle_identification.vehicles (data_set, vin, from_release, model_id, paint, produced_on, options, retrofits, retrofit_days)
        select data_set, 'WBAUV71070' || lpad(i::text, 7, '0'), from_release, model_id, paint, produced_on, options, retrofits, retrofit_days
        from vehicle_identification.vehicles, generate_series({from}, {to}) i
        where vin = 'WBAUV71070A193748'
        """;

    [GeneratedRegex("^<(?<url>[^>]+)>; rel=\"next\"$")]
    private static partial Regex NextLink();
}
