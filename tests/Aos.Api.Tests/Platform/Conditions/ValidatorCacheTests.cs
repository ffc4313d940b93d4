using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Mileage;

namespace Aos.Api.Tests.Platform.Conditions;

/// <summary>A 304 costs the database nothing, and is never older than a minute, another caller's, or of a release that has gone.</summary>
public sealed class ValidatorCacheTests : IAsyncLifetime
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";
    private const short Sandbox = 2;

    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_304_is_answered_without_a_statement()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var tag = await TagAsync(workshop);
        using var statements = new CountedStatements(_api);
        Assert.Equal(304, await StatusAsync(workshop, tag));
        Assert.Equal(304, await StatusAsync(workshop, tag));
        Assert.Empty(statements.Take());
        Assert.Equal(200, await StatusAsync(workshop, "\"other\""));
        Assert.Single(statements.Take());

        // A node that never answered it asks once, and knows it from then on.
        await using var second = await _api.StartSecondNodeAsync();
        using var there = await second.AsAsync(Somebody.Workshop);
        await there.ReadAsync(VehicleLists.Path + "/WBAUV81010A000001");
        statements.Take();
        Assert.Equal(304, await StatusAsync(there, tag));
        Assert.Single(statements.Take());
        Assert.Equal(304, await StatusAsync(there, tag));
        Assert.Empty(statements.Take());
    }

    [Fact]
    public async Task A_switched_release_ends_every_304_on_every_node()
    {
        await using var second = await _api.StartSecondNodeAsync();
        using var here = await _api.AsAsync(Somebody.Workshop);
        using var there = await second.AsAsync(Somebody.Workshop);
        var tag = await TagAsync(here);
        Assert.Equal(tag, await TagAsync(there));
        Assert.Equal(304, await StatusAsync(here, tag));
        Assert.Equal(304, await StatusAsync(there, tag));

        using var folder = await new ImportFolder { Release = "2026-11", IsChanged = true }
            .With("vehicles", """{"vin":"WBAUV81080A000009","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""").Only("vehicles").WrittenAsync();
        var (exitCode, output) = await folder.ImportAsync(_api.Database.ConnectionString);
        Assert.True(exitCode == 0, output);
        foreach (var client in new[] { here, there })
        {
            await UntilAsync(client, tag, 200);
            Assert.NotEqual(tag, await TagAsync(client));
        }
    }

    [Fact]
    public async Task A_raised_mileage_is_seen_after_a_minute_at_the_latest()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var tag = await TagAsync(workshop);
        await new VehicleMileages(_api.Database.DataSource).RaiseAsync(Sandbox, new("WBAUV71070A193748", 200_000, _api.Clock.GetUtcNow()), CancellationToken.None);
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(45));
        Assert.Equal(304, await StatusAsync(workshop, tag));
        await _api.Clock.AdvanceAsync(TimeSpan.FromSeconds(16));
        using var answer = await ConditionalReadTests.GetAsync(workshop, Vehicle, tag);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(200_000, (int)(await answer.JsonAsync())["centralMileageKm"]!);
    }

    [Fact]
    [Trait("Case", "SCP-10")]
    public async Task A_right_that_was_taken_away_is_403_and_not_304()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        var tag = await TagAsync(workshop);
        Assert.Equal(304, await StatusAsync(workshop, tag));
        await _api.SqlAsync("delete from identity.client_rights where client_id = 'test-workshop'; select pg_notify('aos_auth', 'c:test-workshop')");
        await UntilAsync(workshop, tag, 403);
        using var refused = await ConditionalReadTests.GetAsync(workshop, Vehicle, tag);
        await refused.ProblemAsync(403, "access.product-not-granted");
    }

    [Fact]
    public async Task A_tag_never_answers_for_another_caller()
    {
        await _api.SqlAsync("""
            insert into vehicle_identification.releases (data_set, current, name, took_effect_at, oldest) select 1, current, 'own', took_effect_at, oldest from vehicle_identification.releases;
            insert into vehicle_identification.models select 1, id, from_release, gone, type_key, lead_model, model, 'Own designation', brand, product_type, series, development_code,
                body_type, engine_type, propulsion, drive_train, gearbox, steering, market, produced_from, produced_to from vehicle_identification.models;
            insert into vehicle_identification.vehicles (data_set, vin, from_release, model_id, paint, produced_on, options, retrofits, retrofit_days)
                select 1, vin, from_release, model_id, paint, produced_on, '{}', '{}', '{}' from vehicle_identification.vehicles where vin = 'WBAUV71070A193748';
            insert into vehicle_identification.vehicle_states select 1, vin, mileage_km, read_at, recorded_at, version from vehicle_identification.vehicle_states where vin = 'WBAUV71070A193748'
            """);
        using var sandbox = await _api.AsAsync(Somebody.Workshop);
        using var production = await _api.AsAsync(Somebody.ProductionWorkshop);
        using var mini = await _api.AsAsync(Somebody.MiniWorkshop);
        var tag = await TagAsync(sandbox);
        Assert.NotEqual(tag, await TagAsync(production));
        Assert.Equal("Own designation", (string?)(await production.ReadAsync(Vehicle))["modelDesignation"]);
        Assert.Equal(200, await StatusAsync(production, tag));
        Assert.Equal(404, await StatusAsync(mini, tag));
        Assert.Equal(304, await StatusAsync(sandbox, tag));
    }

    [Fact]
    public async Task A_neighbour_who_sees_the_same_shares_the_knowledge()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var neighbour = await _api.AsAsync(Somebody.SlowWorkshop);
        await neighbour.ReadAsync(VehicleLists.Path + "/WBAUV81010A000001");
        var tag = await TagAsync(workshop);
        using var statements = new CountedStatements(_api);
        Assert.Equal(304, await StatusAsync(neighbour, tag));
        Assert.Empty(statements.Take());
    }

    private static async Task<string> TagAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(Vehicle);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Header("ETag")!;
    }

    private static async Task<int> StatusAsync(HttpClient client, string tag)
    {
        using var answer = await ConditionalReadTests.GetAsync(client, Vehicle, tag);
        return (int)answer.StatusCode;
    }

    private static async Task UntilAsync(HttpClient client, string tag, int status)
    {
        for (var i = 0; i < 200 && await StatusAsync(client, tag) != status; i++)
            await Task.Delay(25);
        Assert.Equal(status, await StatusAsync(client, tag));
    }
}
