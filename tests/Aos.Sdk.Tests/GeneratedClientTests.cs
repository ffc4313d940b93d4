using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>The client that is generated from <c>Fixtures/nasty.v1.json</c>, against a real server.</summary>
[Trait("Scorecard", "4")]
public sealed class GeneratedClientTests
{
    private const string Everything = """
        {"id":"01890a5d-ac96-774b-bcce-b302099a8057","vin":"WBAUV71070A193748","etag":"\"1\"","kind":"hovercraft","maybeKind":null,
         "kinds":["passengerCar","4x4","hovercraft"],"counts":{"motor-cycle":1,"hovercraft":2},"labels":{"a b":"ü"},"kindByName":{"x":"value","y":"new"},
         "engine":{"code":"0012","kind":"passengerCar","powerKw":90,"futureInside":true},"spareEngine":{"code":"","kind":""},"engines":[{"code":"E","kind":"4x4"}],
         "matrix":[[1.10,2.0],[]],"price":30.00,"listPrice":{"amount":1234567890123.4500,"currency":"EUR"},"producedOn":"2012-02-29","soldOn":"2013-01-01",
         "createdAt":"2026-03-01T10:00:00.123+02:00","mileageKm":9007199254740993,"doors":0,"isElectric":false,"picture":"AQID","oldName":"o",
         "parent":{"vin":"P"},"future":{"deep":[1,null]},"futureText":"kept"}
        """;

    [Fact]
    public async Task Every_value_survives_the_way_there_and_back()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, Everything);
        var vehicle = await api.Nasty().Vehicles.GetAsync("V1");

        Assert.Equal(("hovercraft", false), (vehicle.Kind.Value, vehicle.Kind.IsKnown));
        Assert.Equal(2, vehicle.Counts[new VehicleKind("hovercraft")]);
        Assert.Equal([VehicleKind.PassengerCar, VehicleKind.Value4x4, new VehicleKind("hovercraft")], vehicle.Kinds);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, 123, TimeSpan.FromHours(2)), vehicle.CreatedAt);
        Assert.Equal(TimeSpan.FromHours(2), vehicle.CreatedAt.Offset);
        Assert.Equal(new DateOnly(2012, 2, 29), vehicle.ProducedOn);
        Assert.Equal("30.00", vehicle.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("kept", vehicle.AdditionalProperties!["futureText"].GetString());

        var written = JsonSerializer.Serialize(vehicle, NastyJson.Default.VehicleTypeInfo);
        Assert.Contains("\"price\":30.00", written, StringComparison.Ordinal);
        Assert.Contains("\"amount\":1234567890123.4500", written, StringComparison.Ordinal);
        foreach (var (name, value) in JsonNode.Parse(Everything)!.AsObject().Where(member => member.Value is not null && member.Key is not ("parent" or "createdAt")))
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(written)![name]), name);
        Assert.DoesNotContain("maybeKind", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_contract_that_lacks_members_does_not_throw()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, """{"kind":null,"kinds":null}""");
        var vehicle = await api.Nasty().Vehicles.GetAsync("V1");
        Assert.Equal(("", "", "", null), (vehicle.Vin, vehicle.Kind.Value, vehicle.Engine.Code, vehicle.SpareEngine));
        Assert.Empty(vehicle.Kinds);
        Assert.Empty(vehicle.Counts);
        Assert.Empty(vehicle.Picture);
        Assert.Empty(vehicle.Engines);
        Assert.Equal(default, vehicle.Kind);
        Assert.Equal(new VehicleKind(""), VehicleKind.Empty);
    }

    [Fact]
    public async Task Parameters_of_every_type_arrive()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, """{"items":[]}""");
        await api.Nasty().Vehicles.ListAsync(
            kind: [VehicleKind.PassengerCar, new VehicleKind("a&b")], sort: [VehicleSort.CreatedAtDescending, VehicleSort.CreatedAt], bestKind: VehicleKind.Value4x4,
            createdFrom: new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(2)), producedOn: new DateOnly(2026, 2, 1), isElectric: true, price: 30.00m, limit: 10, cursor: "c+/=");
        Assert.Equal(
            "/nasty/v1/vehicles?kind=passengerCar&kind=a%26b&sort=-createdAt%2CcreatedAt&best-kind=4x4&createdFrom=2026-03-01T10%3A00%3A00.0000000%2B02%3A00" +
            "&producedOn=2026-02-01&isElectric=true&price=30.00&limit=10&cursor=c%2B%2F%3D",
            api.Requests.Single().Target);
    }

    [Fact]
    public async Task Names_that_are_keywords_or_the_methods_own_can_be_used()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(201, """{"options":"o","class":"c","additionalProperties":"a","clone":true,"future":1}""");
        var result = await api.Nasty().KeywordChecks.CreateAsync(
            "a/b", bodyValue: 7, etagValue: VehicleKind.MotorCycle, optionsValue: Guid.Empty, cancellationTokenValue: new DateOnly(2026, 1, 2),
            body: new Options { OptionsValue = "o", Class = "c" }, etag: "\"7\"", @await: "w", classValue: "q");
        var request = api.Requests.Single();
        Assert.Equal("/nasty/v1/a%2Fb/7/motor-cycle/00000000-0000-0000-0000-000000000000/2026-01-02?await=w&class=q", request.Target);
        Assert.Equal(("\"7\"", """{"options":"o","class":"c"}"""), (request.Header("If-Match"), request.Body));
        Assert.Equal(("a", true), (result.AdditionalPropertiesValue, result.CloneValue));
        Assert.Equal(["future"], result.AdditionalProperties!.Keys);
    }

    [Fact]
    public async Task A_body_holds_only_what_was_set_and_the_extras_of_the_call()
    {
        await using var api = await FakeApi.StartAsync();
        var extra = new Dictionary<string, JsonElement> { ["new"] = JsonDocument.Parse("[1.50]").RootElement };
        await api.Nasty().Vehicles.CreateAsync(
            new VehicleCreate { Vin = "V1", Kind = VehicleKind.PassengerCar, Tags = [], Price = 30.00m }, new AosRequestOptions { ExtraBody = extra });
        var request = api.Requests.Single();
        Assert.Equal("""{"vin":"V1","kind":"passengerCar","tags":[],"price":30.00,"new":[1.50]}""", request.Body);
        Assert.Equal(("application/json", request.Body.Length.ToString()), (request.Header("Content-Type"), request.Header("Content-Length")));
    }

    [Fact]
    public async Task Find_gives_null_for_the_APIs_own_404_only()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Problem(404, "x.unknown"), Answers.Html(404, "Not here"), Answers.Problem(404, "x.unknown"));
        Assert.Null(await api.Nasty().Vehicles.FindAsync("V1"));
        await Assert.ThrowsAsync<AosNotFoundException>(() => api.Nasty().Vehicles.FindAsync("V1"));
        await Assert.ThrowsAsync<AosNotFoundException>(() => api.Nasty().Vehicles.GetAsync("V1"));
        Assert.Equal("WBAUV71070A193748", (await api.Nasty().Vehicles.FindAsync("V1"))!.Vin);
    }

    [Fact]
    public async Task If_Match_is_sent_and_412_is_an_own_exception()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Problem(412, "precondition.failed"), Answers.Empty(204, ("ETag", "\"9\"")));
        await Assert.ThrowsAsync<AosPreconditionFailedException>(() =>
            api.Nasty().Vehicles.ReplaceAsync("V1", new VehicleReplace { Kind = VehicleKind.PassengerCar }, "\"8\""));
#pragma warning disable CS0618 // The deprecated operation is called on purpose.
        var response = await api.Nasty().Vehicles.DeleteWithResponseAsync("V1", "\"8\"");
#pragma warning restore CS0618
        Assert.Equal((204, "\"9\""), (response.Status, response.ETag));
        Assert.All(api.Requests, request => Assert.Equal("\"8\"", request.Header("If-Match")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_path_value_that_would_call_another_route_is_refused(string vin)
    {
        await using var api = await FakeApi.StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => api.Nasty().Vehicles.GetAsync(vin));
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("../secrets", "..%2Fsecrets")]
    [InlineData("a/../b?c#d", "a%2F..%2Fb%3Fc%23d")]
    [InlineData("%2e%2e", "%252e%252e")]
    [InlineData("...", "...")]
    [InlineData("ä b\\", "%C3%A4%20b%5C")]
    public async Task A_path_value_stays_one_segment(string vin, string segment)
    {
        await using var api = await FakeApi.StartAsync();
        await api.Nasty().Vehicles.GetAsync(vin);
        Assert.Equal("/nasty/v1/vehicles/" + segment, api.Requests.Single().Target);
    }

    [Fact]
    public void A_deprecated_operation_is_marked()
    {
        var method = typeof(VehiclesClient).GetMethod("DeleteAsync")!;
        var mark = (ObsoleteAttribute)method.GetCustomAttributes(typeof(ObsoleteAttribute), false).Single();
        Assert.Equal("Deprecated, ends on 2027-06-30; use CreateVehicleCancellation.", mark.Message);
    }
}
