using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>CarData as a product that is served: one operation, only in tests.</summary>
[ApiProduct("cardata", 1)]
[Access(Scopes.VehicleRead, Machine = "apiCarData")]
internal sealed class CarDataProbe : AosController
{
    private const string Path = "/cardata/v1/probes";

    /// <summary>Says that it could be called.</summary>
    [HttpGet("probes", Name = "GetCarDataProbe")]
    public IActionResult GetCarDataProbe() => NoContent();

    /// <summary>A host that serves it.</summary>
    public static ApiHost Host() => new([], services =>
    {
        services.AddApiProduct(new("cardata", 1) { Contract = "1.0.0", Title = "CarData", Description = "Only in tests." });
        TestControllers.Add(services, typeof(CarDataProbe));
    });

    /// <summary>What a token gets.</summary>
    public static async Task<(int Status, string? Code)> CallAsync(ApiHost api, string token)
    {
        using var answer = await api.With(token).GetAsync(Path);
        return ((int)answer.StatusCode, answer.Header("AOS-Error-Code"));
    }
}
