using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.VehicleIdentification.Catalogue;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>What a request costs the database once token and codebook are known to the node.</summary>
public sealed class VehicleStatementTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Example = VehicleLists.Path + "/WBAUV71070A193748";

    [Fact]
    public async Task A_vehicle_by_VIN_is_one_statement()
    {
        using var workshop = await WarmAsync();
        using var statements = new CountedStatements(api);
        foreach (var vin in SampleVehicle.All.Take(20).Select(vehicle => vehicle.Vin).Append("wba uv71070a193748").Append("WBAUV71070A999999"))
        {
            using var answer = await workshop.GetAsync($"{VehicleLists.Path}/{vin}");
            Assert.Contains("from vehicle_identification.releases r", Assert.Single(statements.Take()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_language_costs_no_further_statement()
    {
        using var workshop = await WarmAsync();
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var statements = new CountedStatements(api);
        await workshop.ReadAsync(Example);
        Assert.Single(statements.Take());
    }

    [Fact]
    public async Task What_is_refused_before_reading_costs_nothing()
    {
        using var workshop = await WarmAsync();
        using var nobody = api.AsNobody();
        using var statements = new CountedStatements(api);
        foreach (var (client, path, status) in new[] { (workshop, VehicleLists.Path + "/short", 422), (workshop, VehicleLists.Path + "?colour=red", 400), (nobody, Example, 401), (workshop, "/nowhere", 404) })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        nobody.DefaultRequestHeaders.Add("Authorization", "Bearer aosat_" + new string('a', 49));
        using var garbage = await nobody.GetAsync(Example);
        Assert.Equal(HttpStatusCode.Unauthorized, garbage.StatusCode);
        Assert.Empty(statements.Take());
    }

    [Fact]
    public async Task A_page_is_two_statements_and_a_total_is_one_more()
    {
        using var workshop = await WarmAsync();
        using var statements = new CountedStatements(api);
        await workshop.ReadAsync(VehicleLists.Path + "?brand=mini");
        Assert.Equal(2, statements.Take().Count);
        await workshop.ReadAsync(VehicleLists.Path + "?brand=mini&includeTotal=true");
        Assert.Equal(3, statements.Take().Count);
        await workshop.ReadAsync(VehicleLists.Path + "?brand=nothing&includeTotal=true");
        Assert.Single(statements.Take());
    }

    [Fact]
    public async Task Walks_of_many_old_releases_of_one_data_set_do_not_cost_another_its_codebook()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        var codebooks = host.Services.GetRequiredService<Codebooks>();
        await codebooks.OfAsync(DataSet.Production, 1);
        for (var release = 1; release <= 8; release++)
            await codebooks.OfAsync(DataSet.Sandbox, release);

        using var statements = new CountedStatements(host);
        await codebooks.OfAsync(DataSet.Production, 1);
        await codebooks.OfAsync(DataSet.Sandbox, 8);
        Assert.Empty(statements.Take());
        await codebooks.OfAsync(DataSet.Sandbox, 1);
        Assert.Single(statements.Take());
        await codebooks.OfAsync(DataSet.Sandbox, 8);
        Assert.Empty(statements.Take());
    }

    private async Task<HttpClient> WarmAsync()
    {
        var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Example);
        return workshop;
    }
}
