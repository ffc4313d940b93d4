using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

public sealed class ConditionalTests
{
    [Fact]
    public async Task What_did_not_change_is_null()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Json(200, """{"vin":"V1"}""", ("ETag", "\"1\"")), Answers.Empty(304, ("ETag", "\"1\"")), Answers.Json(200, """{"vin":"V2"}""", ("ETag", "\"2\"")));
        var vehicles = api.Nasty().Vehicles;
        var first = await vehicles.GetIfChangedAsync("V1", null);
        var second = await vehicles.GetIfChangedAsync("V1", first!.ETag);
        var third = await vehicles.GetIfChangedAsync("V1", first.ETag);

        Assert.Equal(("V1", "\"1\""), (first.Value.Vin, first.ETag));
        Assert.Null(second);
        Assert.Equal(("V2", "\"2\""), (third!.Value.Vin, third.ETag));
        Assert.Equal([null, "\"1\"", "\"1\""], api.Requests.Select(request => request.Header("If-None-Match")));
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task An_update_survives_a_concurrent_change()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(
            Answers.Json(200, """{"vin":"V1","mileageKm":1}""", ("ETag", "\"1\"")), Answers.Problem(412, "precondition.version-conflict"),
            Answers.Json(200, """{"vin":"V1","mileageKm":2}""", ("ETag", "\"2\"")), Answers.Json(200, """{"vin":"V1","mileageKm":3}""", ("ETag", "\"3\"")));
        var updated = await api.Nasty().Vehicles.UpdateAsync("V1", current => new VehicleReplace { Kind = new VehicleKind($"k{current.MileageKm}") });

        Assert.Equal(3, updated.MileageKm);
        Assert.Equal(["GET", "PUT", "GET", "PUT"], api.Requests.Select(request => request.Method));
        Assert.Equal((null, "\"1\"", null, "\"2\""), (api.Requests[0].Header("If-Match"), api.Requests[1].Header("If-Match"), api.Requests[2].Header("If-Match"), api.Requests[3].Header("If-Match")));
        Assert.Contains("k2", api.Requests[3].Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task An_update_gives_up_after_three_conflicts()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context => (context.Request.Method == "PUT" ? Answers.Problem(412, "precondition.version-conflict") : Answers.Json(200, """{"vin":"V1"}""", ("ETag", "\"1\"")))(context);
        await Assert.ThrowsAsync<AosPreconditionFailedException>(() => api.Nasty().Vehicles.UpdateAsync("V1", _ => new VehicleReplace { Kind = VehicleKind.PassengerCar }));
        Assert.Equal(6, api.Requests.Count);
    }
}
