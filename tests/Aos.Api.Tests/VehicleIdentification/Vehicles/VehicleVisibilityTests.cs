using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Vehicles of other brands, kinds and data sets do not exist for a caller: not in lists, not in totals, not by their VINs.</summary>
public sealed class VehicleVisibilityTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Example = "WBAUV71070A193748";

    [Fact]
    public async Task A_caller_of_one_brand_sees_that_brand_only()
    {
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        Assert.Equal(SampleVehicle.Vins(vehicle => vehicle.Brand == "mini"), (await mini.WalkAsync("", 200)).Vins());
        Assert.Equal((1, 210), await TotalAsync(mini, "limit=1"));
        foreach (var filter in new[] { "brand=bmw", "brand=rollsRoyce&brand=motorrad", "shortVin=A193748", "series=E91", "typeKey=UV81" })
            Assert.Equal((0, 0), await TotalAsync(mini, filter));
        Assert.Equal((1, 210), await TotalAsync(mini, "brand=bmw&brand=mini&limit=1"));
    }

    [Fact]
    [Trait("Decision", "API-D12")]
    public async Task A_workshop_of_motorcycles_sees_motorcycles_only()
    {
        using var motorcycles = await api.AsAsync(Somebody.MotorcycleWorkshop);
        Assert.Equal(SampleVehicle.Vins(vehicle => vehicle.IsMotorcycle), (await motorcycles.WalkAsync("", 200)).Vins());
        Assert.Equal((1, 234), await TotalAsync(motorcycles, "limit=1"));
        Assert.Equal((0, 0), await TotalAsync(motorcycles, "productType=car"));
        Assert.Equal((0, 0), await TotalAsync(motorcycles, "brand=bmw"));
    }

    [Fact]
    public async Task A_data_set_without_release_is_an_empty_list()
    {
        using var production = await api.AsAsync(Somebody.ProductionWorkshop);
        Assert.Equal((0, 0), await TotalAsync(production, ""));
        Assert.Equal((0, 0), await TotalAsync(production, "shortVin=A193748"));
    }

    [Fact]
    [Trait("Case", "TEN-11")]
    public async Task What_is_hidden_looks_exactly_like_what_does_not_exist()
    {
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        Assert.Equal(await RefusalAsync(mini, "WBAUV71070A999999"), await RefusalAsync(mini, Example));
    }

    [Fact]
    public async Task Without_any_brand_there_is_nothing()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        Assert.Equal((1, 2000), await TotalAsync(workshop, "limit=1"));

        await host.SqlAsync($"""
            delete from identity.tenant_rights where tenant_id = '{Somebody.Workshop.TenantId}' and code in (select code from identity.rights where brand is not null);
            select pg_notify('aos_auth', 'o:{Somebody.Workshop.TenantId}')
            """);
        await UntilAsync(async () => await TotalAsync(workshop, "limit=1") == (0, 0));
        using var refused = await workshop.GetAsync($"{VehicleLists.Path}/{Example}");
        await refused.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }

    [Fact]
    public async Task A_tenant_without_the_product_is_refused()
    {
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var list = await bare.GetAsync(VehicleLists.Path);
        await list.ProblemAsync(403, "access.product-not-granted");
    }

    private static async Task<(int Items, int Total)> TotalAsync(HttpClient client, string query)
    {
        var page = await client.ReadAsync($"{VehicleLists.Path}?includeTotal=true&{query}");
        return (page.Items().Count, (int)page["total"]!);
    }

    private static async Task<string> RefusalAsync(HttpClient client, string vin)
    {
        using var answer = await client.GetAsync($"{VehicleLists.Path}/{vin}");
        var problem = await answer.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        problem["requestId"] = "";
        problem["traceId"] = "";
        return problem.ToJsonString().Replace(vin, "", StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200 && !await holds(); i++)
            await Task.Delay(25);
        Assert.True(await holds());
    }
}
