using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>The central mileage is one value, raised by whoever knows a newer one, and never lowered.</summary>
public sealed class VehicleMileageTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const short Sandbox = 2;

    [Fact]
    [Trait("Requirement", "SH-14")]
    public async Task List_and_record_tell_the_same_mileage()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var known = SampleVehicle.All.Where(vehicle => vehicle.MileageKm is not null).Take(3).Concat(SampleVehicle.All.Where(vehicle => vehicle.MileageKm is null).Take(2));
        foreach (var vehicle in known)
        {
            var record = await workshop.ReadAsync($"{VehicleLists.Path}/{vehicle.Vin}");
            var item = (await workshop.ReadAsync($"{VehicleLists.Path}?shortVin={vehicle.Vin[10..]}")).Items().Single();
            Assert.Equal(vehicle.MileageKm, (int?)record["centralMileageKm"]);
            Assert.Equal(vehicle.MileageKm, (int?)item!["centralMileageKm"]);
            Assert.Equal(vehicle.MileageKm is null, record["centralMileageReadAt"] is null);
        }
    }

    [Fact]
    [Trait("Requirement", "SH-14")]
    [Trait("Decision", "SH-D5")]
    public async Task A_raise_is_shown_everywhere_with_its_time()
    {
        const string Vin = "WBAUV81010A000001";
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var before = await workshop.GetAsync($"{VehicleLists.Path}/{Vin}");
        using var listBefore = await workshop.GetAsync(VehicleLists.Path + "?shortVin=A000001");
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(3));
        var raisedFrom = api.Clock.GetUtcNow();
        Assert.True(await RaiseAsync(Vin, 444_444, "2026-05-04T03:02:01Z"));

        using var after = await workshop.GetAsync($"{VehicleLists.Path}/{Vin}");
        using var listAfter = await workshop.GetAsync(VehicleLists.Path + "?shortVin=A000001");
        var record = await after.JsonAsync();
        Assert.Equal(444_444, (int)record["centralMileageKm"]!);
        Assert.Equal("2026-05-04T03:02:01.000Z", (string?)record["centralMileageReadAt"]);
        Assert.Equal(444_444, (int)(await listAfter.JsonAsync())["items"]![0]!["centralMileageKm"]!);
        var asOf = DateTimeOffset.Parse((string)record["asOf"]!, null);
        Assert.InRange(asOf, raisedFrom.AddSeconds(-1), raisedFrom.AddMinutes(1));
        Assert.Equal(asOf.ToUnixTimeSeconds(), after.Content.Headers.LastModified!.Value.ToUnixTimeSeconds());
        Assert.True(after.Content.Headers.LastModified > before.Content.Headers.LastModified);
        Assert.NotEqual(before.Header("ETag"), after.Header("ETag"));
        Assert.NotEqual(listBefore.Header("ETag"), listAfter.Header("ETag"));
        Assert.Equal("2026-10", (string?)record["release"]);
    }

    [Theory]
    [Trait("Decision", "SH-D5")]
    [InlineData(129_225)]
    [InlineData(129_226)]
    [InlineData(0)]
    public async Task A_lower_or_equal_mileage_changes_nothing(int mileageKm)
    {
        const string Vin = "WBAUV71070A193748";
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var before = await workshop.GetAsync($"{VehicleLists.Path}/{Vin}");
        Assert.False(await RaiseAsync(Vin, mileageKm, "2026-06-01T00:00:00Z"));

        using var after = await workshop.GetAsync($"{VehicleLists.Path}/{Vin}");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Equal(before.Header("ETag"), after.Header("ETag"));
        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
        Assert.Equal(129_226, (int)(await after.JsonAsync())["centralMileageKm"]!);
    }

    [Fact]
    public async Task A_mileage_of_another_data_set_is_another_mileage()
    {
        const string Vin = "WBS0000030C000002";
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var before = await workshop.ReadAsync($"{VehicleLists.Path}/{Vin}");
        await new VehicleMileages(api.Database.DataSource).RaiseAsync(1, new(Vin, 9_999_999, DateTimeOffset.UnixEpoch), CancellationToken.None);
        Assert.Equal(before.ToJsonString(), (await workshop.ReadAsync($"{VehicleLists.Path}/{Vin}")).ToJsonString());
    }

    private Task<bool> RaiseAsync(string vin, int mileageKm, string readAt) =>
        new VehicleMileages(api.Database.DataSource).RaiseAsync(Sandbox, new(vin, mileageKm, DateTimeOffset.Parse(readAt, null)), CancellationToken.None);
}
