using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Versions;

/// <summary>A product in two versions, which exists only here: the first is on its way out.</summary>
public sealed class VersionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset DeprecatedAt = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SunsetAt = new(2027, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private readonly ApiHost _api = new([], services =>
    {
        services.AddApiProduct(new("trial", 1) { Contract = "1.7.0", Title = "Trial", Description = "Old.", DeprecatedAt = DeprecatedAt, SunsetAt = SunsetAt });
        services.AddApiProduct(new("trial", 2) { Contract = "2.0.1", Title = "Trial", Description = "New." });
        services.AddApiProduct(new("vehicle-identification", 1) { Contract = "1.0.0", Title = "Vehicles", Description = "On its way out.", DeprecatedAt = DeprecatedAt, SunsetAt = SunsetAt });
        TestControllers.Add(services, typeof(TrialController));
    });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("/trial/v1/things", "1.7.0", "one in v1")]
    [InlineData("/trial/v2/things", "2.0.1", "one in v2")]
    [InlineData("/trial/v2/things/new", "2.0.1", "only in v2")]
    public async Task Each_version_has_its_paths_and_its_contract(string path, string contract, string name)
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(path);
        Assert.Equal(name, (string?)(await answer.JsonAsync())["name"]);
        Assert.Equal(contract, answer.Header("AOS-Contract"));
        Assert.Equal("1, 2", answer.Header("api-supported-versions"));
    }

    [Theory]
    [InlineData("/trial/v1/things/new")]
    [InlineData("/trial/v3/things")]
    [InlineData("/trial/v0/things")]
    [InlineData("/trial/v1.7/things")]
    [InlineData("/trial/things")]
    [InlineData("/things")]
    [InlineData("/vehicle-identification/v2/vehicles")]
    public async Task What_a_version_lacks_is_404(string path)
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync(path);
        await answer.ProblemAsync(404, "request.not-found");
    }

    [Fact]
    public async Task A_deprecated_version_says_so_on_every_answer()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var nobody = _api.AsNobody();
        foreach (var (client, path, status) in new[] { (workshop, "/trial/v1/things", 200), (workshop, "/trial/v1/things?colour=red", 400), (nobody, "/trial/v1/things", 401) })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal($"@{DeprecatedAt.ToUnixTimeSeconds()}", answer.Header("Deprecation"));
            Assert.Equal("Fri, 31 Dec 2027 23:59:59 GMT", answer.Header("Sunset"));
            Assert.Equal($"<http://localhost:{_api.Address.Port}/docs/versions>; rel=\"deprecation\"", answer.Header("Link"));
        }
    }

    [Fact]
    public async Task A_current_version_says_nothing_of_an_end()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/trial/v2/things");
        foreach (var header in new[] { "Deprecation", "Sunset", "Link" })
            Assert.Null(answer.Header(header));
    }

    [Fact]
    public async Task A_page_of_a_deprecated_version_links_both_its_next_page_and_its_end()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/vehicle-identification/v1/vehicles?limit=1");
        Assert.Contains("rel=\"deprecation\"", answer.Header("Link"), StringComparison.Ordinal);
        Assert.Contains("rel=\"next\"", answer.Header("Link"), StringComparison.Ordinal);
        Assert.Equal("1", answer.Header("api-supported-versions"));
    }

    [Fact]
    public async Task The_link_to_the_end_of_a_version_leads_somewhere()
    {
        using var nobody = _api.AsNobody();
        using var answer = await nobody.GetAsync("/docs/versions");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public void A_controller_of_an_unknown_product_stops_the_start()
    {
        var failure = Assert.ThrowsAny<Exception>(() => ApiApplication.Create([$"--Keys:MasterKeyFile={TestKey.File}", "--Origin=http://localhost:5080", "--Database:ConnectionString=Host=localhost"],
            services: services => TestControllers.Add(services, typeof(TrialController))));
        Assert.Contains("No module adds the product trial in version 1", failure.Message, StringComparison.Ordinal);
    }
}

/// <summary>Things in two versions.</summary>
[ApiProduct("trial", 1, 2)]
[Route("things")]
[Access(Scopes.VehicleRead, Machine = "apiVehicleIdentification")]
internal sealed class TrialController : AosController
{
    /// <summary>In version 1.</summary>
    [HttpGet(Name = "GetThingOld"), MapToVersion(1)]
    public ActionResult<Thing> GetOld() => new Thing("one in v1");

    /// <summary>In version 2.</summary>
    [HttpGet(Name = "GetThing"), MapToVersion(2)]
    public ActionResult<Thing> GetNew() => new Thing("one in v2");

    /// <summary>Added by version 2.</summary>
    [HttpGet("new", Name = "GetNewThing"), MapToVersion(2)]
    public ActionResult<Thing> GetAdded() => new Thing("only in v2");
}

/// <summary>A thing.</summary>
public sealed record Thing(string Name);
