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
    public async Task What_was_read_becomes_its_own_replacement()
    {
        const string Vehicle = """
            {"vin":"V1","kind":"passengerCar","soldOn":"2020-02-29","oldName":"two","spareEngine":{"code":"S","kind":"4x4","powerKw":1},
             "engines":[{"code":"A","kind":"4x4"},{"code":"B","kind":"4x4"}],"kinds":["passengerCar","hovercraft"],"maybeKind":"value"}
            """;
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, Vehicle, ("ETag", "\"1\""));
        await api.Nasty().Vehicles.UpdateAsync("V1", current => current with { SoldOn = new DateOnly(2021, 1, 1) });
        Assert.Equal(
            """{"kind":"passengerCar","soldOn":"2021-01-01","oldName":"two","spareEngine":{"code":"S"},"engines":[{"code":"A"},{"code":"B"}],"kinds":["passengerCar","hovercraft"],"maybeKind":"value"}""",
            api.Requests[1].Body);
        api.Otherwise = Answers.Json(200, """{"vin":"V1","kind":"passengerCar","spareEngine":null,"maybeKind":null}""", ("ETag", "\"2\""));
        await api.Nasty().Vehicles.UpdateAsync("V1", current => current with { Kind = VehicleKind.MotorCycle });
        Assert.Equal("""{"kind":"motor-cycle","engines":[],"kinds":[]}""", api.Requests[3].Body);
    }

    [Fact]
    [Trait("Scorecard", "22")]
    public async Task An_item_of_a_list_is_changed_with_one_call()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Json(200, """{"items":[{"id":"n1","title":"a","etag":"\"7\""}]}"""), Answers.Json(200, """{"id":"n1","title":"a!","etag":"\"8\""}"""));
        var notes = api.Nasty().Notes;
        var note = (await notes.ListAsync()).Items.Single();
        var changed = await notes.UpdateAsync(note.Id, note, current => new NotePatch().Set(x => x.Title, current.Title + "!"));

        Assert.Equal("a!", changed.Title);
        Assert.Equal(["GET /nasty/v1/notes", "PATCH /nasty/v1/notes/n1"], api.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal("\"7\"", api.Requests[1].Header("If-Match"));
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task An_item_that_changed_meanwhile_is_read_again()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(
            Answers.Problem(412, "precondition.version-conflict"), Answers.Json(200, """{"id":"n1","title":"b","etag":"\"8\""}""", ("ETag", "\"8\"")),
            Answers.Json(200, """{"id":"n1","title":"b!","etag":"\"9\""}"""));
        var notes = api.Nasty().Notes;
        var changed = await notes.UpdateAsync("n1", new Note { Id = "n1", Title = "a", Etag = "\"7\"" }, current => new NotePatch().Set(x => x.Title, current.Title + "!"));
        Assert.Equal("b!", changed.Title);
        Assert.Equal(["PATCH", "GET", "PATCH"], api.Requests.Select(request => request.Method));
        Assert.Equal(("\"7\"", "\"8\""), (api.Requests[0].Header("If-Match"), api.Requests[2].Header("If-Match")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => notes.UpdateAsync("n1", null!, _ => new NotePatch()));
        // Made by hand it has no tag, so it is read.
        api.Next(Answers.Json(200, """{"id":"n1","title":"c"}""", ("ETag", "\"10\"")), Answers.Problem(428, "precondition.required"));
        await Assert.ThrowsAsync<AosPreconditionFailedException>(() => notes.UpdateAsync("n1", new Note(), _ => new NotePatch()));
        Assert.Equal(["GET", "PATCH"], api.Requests.Skip(3).Select(request => request.Method));
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task An_update_reads_again_three_times_and_then_gives_up()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context => (context.Request.Method == "PUT" ? Answers.Problem(412, "precondition.version-conflict") : Answers.Json(200, """{"vin":"V1"}""", ("ETag", "\"1\"")))(context);
        await Assert.ThrowsAsync<AosPreconditionFailedException>(() => api.Nasty().Vehicles.UpdateAsync("V1", _ => new VehicleReplace { Kind = VehicleKind.PassengerCar }));
        Assert.Equal(["GET", "PUT", "GET", "PUT", "GET", "PUT", "GET", "PUT"], api.Requests.Select(request => request.Method));
    }
}
