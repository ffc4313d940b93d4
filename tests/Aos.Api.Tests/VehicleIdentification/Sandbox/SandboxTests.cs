using System.Net;
using Aos.Api.Platform.Docs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.Tests.VehicleIdentification.Vehicles;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.SampleData;
using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.VehicleIdentification.Sandbox;

/// <summary>VINs of the sandbox whose last six characters decide what happens.</summary>
[Trait("Scorecard", "38")]
public sealed class SandboxTests(ApiHost api) : IClassFixture<ApiHost>
{
    public static TheoryData<string> Refusals => [.. SandboxOutcomes.All.Where(outcome => outcome.Effect == SandboxEffect.Refused).Select(outcome => outcome.Suffix)];

    public static TheoryData<string> Suffixes => [.. SandboxOutcomes.All.Select(outcome => outcome.Suffix)];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_the_real_one_on_every_operation_with_a_VIN(string suffix)
    {
        var outcome = SandboxOutcomes.All.Single(one => one.Suffix == suffix);
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var path in PathsOf(outcome.Vin).Append($"{VehicleLists.Path}/wdb-99999 999{suffix}"))
        {
            for (var call = 0; call < 2; call++)
            {
                using var answer = await workshop.GetAsync(path);
                var problem = await answer.ProblemAsync(outcome.Error!.Status, outcome.Error.Code);
                Assert.Equal(outcome.Error.Status is 409 or 429 ? "1" : null, answer.Header("Retry-After"));
                Assert.Equal(outcome.Error.Status == 429 ? "[\"second\"]" : null, problem["violatedPolicies"]?.ToJsonString());
                Assert.DoesNotContain("{0}", (string)problem["detail"]!, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_429_says_so_in_its_headers_too()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{VehicleLists.Path}/{VinOf("SBX429")}");
        Assert.StartsWith("\"second\";r=0;t=1, \"day\";r=", answer.Header("RateLimit"), StringComparison.Ordinal);
        using var next = await workshop.GetAsync($"{VehicleLists.Path}/{ImportFolder.Vin}");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_503_comes_once_for_each_client_and_VIN_on_any_node_and_again_ten_minutes_later()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await using var second = await host.StartSecondNodeAsync();
        var path = $"{VehicleLists.Path}/{VinOf("SBX503")}";
        using var workshop = await host.AsAsync(Somebody.Workshop);
        using var elsewhere = await second.AsAsync(Somebody.Workshop);
        using var other = await host.AsAsync(Somebody.SlowWorkshop);

        await AssertFailsAsync(workshop, path);
        Assert.Equal(VinOf("SBX503"), (string?)(await elsewhere.ReadAsync(path))["vin"]);
        await workshop.ReadAsync(path);
        await AssertFailsAsync(other, path);
        await other.ReadAsync(path);

        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(9));
        await workshop.ReadAsync(path);
        await host.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        await AssertFailsAsync(workshop, path);
        Assert.Equal(1, await host.SqlAsync<long>("select count(*) from vehicle_identification.sandbox_failures")); // the other one is forgotten
        await workshop.ReadAsync(path);
    }

    [Fact]
    public async Task Each_key_of_a_lookup_has_its_outcome()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        var keys = SandboxOutcomes.All.Where(outcome => outcome.Effect != SandboxEffect.Slow).Select(outcome => outcome.Vin.ToLowerInvariant()).Append(ImportFolder.Vin).ToList();
        Assert.Equal("402 404 409 429 503 200 200", await StatusesAsync(workshop, keys));
        Assert.Equal("402 404 409 429 200 200 200", await StatusesAsync(workshop, keys));
        using var production = await host.AsAsync(Somebody.ProductionWorkshop);
        Assert.Equal("404 404 404 404 404 404 404", await StatusesAsync(production, keys));

        static async Task<string> StatusesAsync(HttpClient client, List<string> keys)
        {
            using var answer = await client.PostJsonAsync("/vehicle-identification/v1/lookups", Answers.ToJson(new { vins = keys }));
            var items = (await answer.JsonAsync())["items"]!.AsArray();
            Assert.All(items, item => Assert.Equal((int)item!["status"]!, (int?)item["problem"]?["status"] ?? 200));
            return string.Join(' ', items.Select(item => (int)item!["status"]!));
        }
    }

    [Fact]
    public async Task Many_keys_that_fail_once_cost_one_statement()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var workshop = await host.AsAsync(Somebody.Workshop);
        string[] keys = [.. Enumerable.Range(0, 1000).Select(i => $"WDB99{i:000000}SBX503")];
        using var first = await workshop.PostJsonAsync("/vehicle-identification/v1/lookups", Answers.ToJson(new { vins = keys[..1] }));
        using var statements = new CountedStatements(host);
        using var answer = await workshop.PostJsonAsync("/vehicle-identification/v1/lookups", Answers.ToJson(new { vins = keys }));
        Assert.Single(statements.Take(), text => text.Contains("sandbox_failures", StringComparison.Ordinal));
        var statuses = (await answer.JsonAsync())["items"]!.AsArray().Select(item => (int)item!["status"]!).ToList();
        Assert.Equal(Enumerable.Repeat(503, 999), statuses.Skip(1));
        Assert.NotEqual(503, statuses[0]); // has failed before
    }

    [Fact]
    public async Task A_slow_vehicle_waits_without_a_statement_and_stops_when_the_caller_goes()
    {
        var clock = new StoppedTimers(SandboxGate.SlowTime);
        await using var host = new ApiHost([], services => services.AddSingleton<TimeProvider>(provider => clock));
        await host.InitializeAsync();
        clock.Time = host.Clock;
        using var workshop = await host.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync($"{VehicleLists.Path}/{ImportFolder.Vin}");
        using var statements = new CountedStatements(host);

        var slow = workshop.GetAsync($"{VehicleLists.Path}/{VinOf("SBX010")}");
        var timer = await clock.NextAsync();
        Assert.False(slow.IsCompleted);
        Assert.Empty(statements.Take());
        timer.Fire();
        using var answer = await slow;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(VinOf("SBX010"), (string?)(await answer.JsonAsync())["vin"]);
        Assert.Single(statements.Take());

        using var gone = new CancellationTokenSource();
        var given = workshop.GetAsync($"{VehicleLists.Path}/{VinOf("SBX010")}", gone.Token);
        timer = await clock.NextAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await timer.Disposed;
        Assert.Empty(statements.Take());
    }

    [Fact]
    public async Task Of_the_undecidable_vehicle_nothing_is_known_that_may_be_unknown()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        var vehicle = (await workshop.ReadAsync($"{VehicleLists.Path}/{VinOf("SBX000")}")).AsObject();
        var optional = typeof(Vehicle).GetProperties().Where(property => !property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), false));
        Assert.DoesNotContain(optional.Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]), name => vehicle[name] is { } value && value.ToJsonString() is not ("{}" or "[]"));
        Assert.Empty(vehicle["integrationLevels"]?.AsObject() ?? []);
        Assert.Equal(VinOf("SBX000"), (string?)vehicle["vin"]);
    }

    [Theory]
    [MemberData(nameof(Suffixes))]
    public void Every_VIN_of_the_table_is_well_formed_and_stands_on_its_page(string suffix)
    {
        var outcome = SandboxOutcomes.All.Single(one => one.Suffix == suffix);
        Assert.Equal((suffix, CheckDigit.Right), (outcome.Vin[^6..], Vin.Check(outcome.Vin)));
        Assert.Equal(outcome, SandboxOutcomes.Of(outcome.Vin));
        var row = Assert.Single(Page(), line => line.Contains($"`{suffix}`", StringComparison.Ordinal) && line.StartsWith('|'));
        Assert.Contains($"| `{outcome.Vin}` |", row, StringComparison.Ordinal);
        if (outcome.Error is { } error)
            Assert.Contains($"{error.Status} [`{error.Code}`](/problems/{error.Code})", row, StringComparison.Ordinal);
        Assert.Equal(outcome.Effect != SandboxEffect.Refused, SampleVehicle.All.Any(vehicle => vehicle.Vin == outcome.Vin));
    }

    [Fact]
    public void The_page_has_no_other_row_and_no_serial_number_ends_like_this()
    {
        Assert.Equal(SandboxOutcomes.All.Count, Page().Count(line => line.StartsWith("| `", StringComparison.Ordinal)));
        Assert.Equal(FixedVehicles.Sandbox.Select(vehicle => vehicle.Vin!).Order(StringComparer.Ordinal), SampleVehicle.Vins(vehicle => SandboxOutcomes.Of(vehicle.Vin) is not null));
        Assert.All(new[] { "", "SBX404", ImportFolder.Vin, "WBAUV81070ASBX40", "WBAUV81070ASBX405" }, text => Assert.Null(SandboxOutcomes.Of(text)));
    }

    [Fact]
    public async Task Production_is_never_touched()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var folder = await new ImportFolder()
            .With("brands", """{"code":"bmw","name":"BMW"}""").With("models", """{"typeKey":"UV81","leadModel":"UV81","model":"UV81","designation":"335i","brand":"bmw","productType":"car","series":"E91","engineType":"N54"}""")
            .With("options").With("vehicles", [.. SandboxOutcomes.All.Select(outcome => $$"""{"vin":"{{outcome.Vin}}","typeKey":"UV81","paint":"475","producedOn":"2009-03-17"}""")])
            .WrittenAsync();
        await ManifestWriter.WriteAsync(folder.Path, folder.Release, "production", changed: false, CancellationToken.None);
        var (exitCode, output) = await folder.ImportAsync(host.Database.ConnectionString, "production");
        Assert.True(exitCode == 0, output);

        using var workshop = await host.AsAsync(Somebody.ProductionWorkshop);
        foreach (var outcome in SandboxOutcomes.All)
            Assert.Equal(outcome.Vin, (string?)(await workshop.ReadAsync($"{VehicleLists.Path}/{outcome.Vin}"))["vin"]);
    }

    private static string VinOf(string suffix) => SandboxOutcomes.All.Single(outcome => outcome.Suffix == suffix).Vin;

    private static IEnumerable<string> Page() => Embedded.Text("docs/sandbox.md").Split('\n');

    private static async Task AssertFailsAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        await answer.ProblemAsync(503, "service.unavailable");
        Assert.Equal("1", answer.Header("Retry-After"));
    }

    /// <summary>Every GET of the product with a VIN in its path.</summary>
    private IEnumerable<string> PathsOf(string vin) => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(path => path.StartsWith("/vehicle-identification/", StringComparison.Ordinal) && path.Contains("{vin}", StringComparison.Ordinal))
        .Select(path => System.Text.RegularExpressions.Regex.Replace(path.Replace("{vin}", vin, StringComparison.Ordinal), @"\{[^}]*\}", "x"))
        .Distinct();
}
