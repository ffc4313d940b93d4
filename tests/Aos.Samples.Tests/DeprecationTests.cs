using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Aos.Sdk;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Samples.Tests;

/// <summary>An operation that is to end, which exists only here: whoever calls it learns of it everywhere.</summary>
public sealed class DeprecationTests : IAsyncLifetime
{
    private readonly ApiHost _api = new([], services =>
    {
        services.AddApiProduct(new("ending", 1) { Contract = "1.4.0", Title = "Ending", Description = "Only in tests." });
        TestControllers.Add(services, typeof(EndingController));
    });

    private readonly string _folder = Directory.CreateTempSubdirectory("aos-ending-").FullName;

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return _api.DisposeAsync();
    }

    [Fact]
    [Trait("Scorecard", "33")]
    public async Task An_operation_that_ends_shows_in_headers_document_SDK_and_the_callers_own_list()
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/ending/v1/things");
        Assert.Equal("@1796083200", answer.Header("Deprecation"));
        Assert.Equal("Fri, 31 Dec 2027 00:00:00 GMT", answer.Header("Sunset"));
        Assert.Equal($"<{Origin}/docs/versions>; rel=\"deprecation\"", answer.Header("Link"));
        using var other = await workshop.GetAsync("/ending/v1/things/new");
        Assert.All((string[])["Deprecation", "Sunset", "Link"], name => Assert.Null(other.Header(name)));

        var document = (await workshop.ReadAsync("/ending/v1/openapi.json"))!;
        var operation = document["paths"]!["/ending/v1/things"]!["get"]!;
        Assert.Equal(
            (true, "2026-12-01", "2027-12-31", "ReadThing"),
            ((bool)operation["deprecated"]!, (string?)operation["x-deprecated-since"], (string?)operation["x-sunset"], (string?)operation["x-replaced-by"]));
        Assert.All((string[])["Deprecation", "Sunset"], name => Assert.NotNull(operation["responses"]!["200"]!["headers"]![name]));
        Assert.Null(document["paths"]!["/ending/v1/things/new"]!["get"]!["deprecated"]);

        var client = await ClientOfAsync(document);
        Assert.Contains("[Obsolete(\"Deprecated, ends on 2027-12-31; use ReadThing.\")]\n    public Task<EndingThing> GetAsync(", client, StringComparison.Ordinal);
        Assert.Equal(3, client.Split("[Obsolete(").Length - 1);

        var ending = new ConcurrentQueue<AosDeprecation>();
        var sdk = new AosClient(new AosClientOptions { BaseAddress = Origin, ClientId = Somebody.Workshop.ClientId, ClientSecret = Somebody.Workshop.Secret, OnDeprecation = ending.Enqueue });
        foreach (var path in (string[])["things", "things/new", "things"])
            (await sdk.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/ending/v1/" + path))).Dispose();
        Assert.Equal(
            new AosDeprecation { Operation = "GET /ending/v1/things", DeprecatedAt = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), SunsetAt = new(2027, 12, 31, 0, 0, 0, TimeSpan.Zero), Link = Origin + "/docs/versions" },
            Assert.Single(ending));
    }

    [Fact]
    public void Twelve_months_are_the_least() =>
        Assert.Contains("2027-12-01 at least", Assert.Throws<ArgumentException>(() => new DeprecatedAttribute("2026-12-01", "2027-11-30")).Message, StringComparison.Ordinal);

    private string Origin => $"http://localhost:{_api.Address.Port}";

    private async Task<string> ClientOfAsync(JsonNode document)
    {
        var output = Path.Combine(_folder, "sdk");
        await File.WriteAllTextAsync(Path.Combine(_folder, "ending.v1.json"), document.ToJsonString());
        using var generator = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Aos.Sdk.Generator.dll"), _folder, output]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var errors = await generator.StandardError.ReadToEndAsync();
        await generator.WaitForExitAsync();
        Assert.True(generator.ExitCode == 0, errors);
        return await File.ReadAllTextAsync(Path.Combine(output, "Ending.Clients.g.cs"));
    }
}

/// <summary>Things, read in an old and a new way.</summary>
[ApiProduct("ending", 1)]
[Route("things"), Tags("Things")]
[Access(Scopes.VehicleRead, Machine = "apiVehicleIdentification")]
internal sealed class EndingController : AosController
{
    /// <summary>Read a thing as before.</summary>
    [HttpGet(Name = "GetThing"), Deprecated("2026-12-01", "2027-12-31", ReplacedBy = "ReadThing")]
    public ActionResult<EndingThing> GetOld() => new EndingThing("old");

    /// <summary>Read a thing.</summary>
    [HttpGet("new", Name = "ReadThing")]
    public ActionResult<EndingThing> GetNew() => new EndingThing("new");
}

/// <summary>A thing.</summary>
public sealed record EndingThing(string Name);
