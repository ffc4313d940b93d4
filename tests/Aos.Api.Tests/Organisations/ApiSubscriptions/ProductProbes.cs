using System.Text.Json.Nodes;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>Flat Rates as a product that is served: one operation, only in tests.</summary>
[ApiProduct("flat-rates", 1)]
[Access(Scopes.VehicleRead, Machine = "apiFlatRates")]
internal sealed class FlatRatesProbe : AosController
{
    /// <summary>Says that it could be called.</summary>
    [HttpGet("probes", Name = "GetFlatRatesProbe")]
    public IActionResult GetFlatRatesProbe() => NoContent();
}

/// <summary>CarData as a product that is served: one operation, only in tests.</summary>
[ApiProduct("cardata", 1)]
[Access(Scopes.VehicleRead, Machine = "apiCarData")]
internal sealed class CarDataProbe : AosController
{
    /// <summary>Says that it could be called.</summary>
    [HttpGet("probes", Name = "GetCarDataProbe")]
    public IActionResult GetCarDataProbe() => NoContent();
}

/// <summary>Products that are served in tests only.</summary>
internal static class ProductProbes
{
    /// <summary>A host that serves one of them beside the others.</summary>
    public static ApiHost Host(string product, Type controller) => new([], services =>
    {
        services.AddApiProduct(new(product, 1) { Contract = "1.0.0", Title = product, Description = "Only in tests." });
        TestControllers.Add(services, controller);
    });

    /// <summary>What a token gets at one of them.</summary>
    public static async Task<(int Status, string? Code)> CallAsync(ApiHost node, string product, string token)
    {
        using var answer = await node.With(token).GetAsync($"/{product}/v1/probes");
        return ((int)answer.StatusCode, answer.Header("AOS-Error-Code"));
    }
}

/// <summary>A host that serves two products; the first workshop has both, in production.</summary>
public sealed class TwoProducts : IAsyncLifetime
{
    private const string Products = "/administration/v1/api-products/";

    /// <summary>The host.</summary>
    public ApiHost Api { get; } = ProductProbes.Host("flat-rates", typeof(FlatRatesProbe));

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        await Api.SqlAsync($"""
            insert into identity.tenant_rights (tenant_id, code, plan_code, source, granted_by) values ('{ApiAccessCalls.North}', 'apiFlatRates', 'standard', 'application', 'test');
            insert into identity.client_rights (client_id, code) values ('test-production', 'apiFlatRates')
            """);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();

    /// <summary>Staff changes a product.</summary>
    internal async Task ChangeAsync(string product, Action<JsonObject> change)
    {
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var body = (await ada.ReadAsync(Products + product)).AsObject();
        var etag = body.TagOf();
        foreach (var name in new[] { "code", "right", "scopes", "shownState", "etag" })
            body.Remove(name);
        change(body);
        using var answer = await ada.SendJsonAsync(HttpMethod.Put, Products + product, body.ToJsonString(), ifMatch: etag);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What a token gets at the other product.</summary>
    internal static Task<(int Status, string? Code)> FlatRatesAsync(ApiHost node, string token) => ProductProbes.CallAsync(node, "flat-rates", token);
}
