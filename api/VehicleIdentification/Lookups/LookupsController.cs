using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Sandbox;
using Aos.Api.VehicleIdentification.VinChecks;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Many vehicles by their VINs, at once or as a job.</summary>
[ApiProduct(VehicleIdentificationModule.Product, 1)]
[Route("lookups")]
[Tags("Lookups")]
[Access(Scopes.VehicleRead, Machine = VehicleIdentificationModule.ProductRight, Person = Person.AnyUser)]
internal sealed class LookupsController(VehicleLookups lookups, VinChecking checking, Releases releases, SandboxGate sandbox) : AosController
{
    /// <summary>Look up many vehicles</summary>
    /// <remarks>Up to 1,000 VINs; the answer has an item for each, in their order, with the vehicle or with the problem that a request for it alone would have had. All items show the same data release. It costs one unit for each item with a vehicle; if fewer units than VINs are left of the day, it is refused (429) before any work. For more VINs start a job.</remarks>
    /// <param name="body">The VINs.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpPost(Name = "LookUpVehicles"), Translated, QuotaCost(1, PerValue = true)]
    [ProducesResponseType<VehicleLookupBatch>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemWriter.MediaType)]
    public async Task<ActionResult<VehicleLookupBatch>> LookUpVehicles([FromBody] VehicleLookupRequest body, CancellationToken cancellationToken)
    {
        await DayUnits.ReserveAsync(HttpContext, body.Vins!.Count);
        var failing = await sandbox.FailingAsync(body.Vins!, Caller, cancellationToken);
        var release = await releases.CurrentAsync(Caller.DataSet, cancellationToken);
        var rows = body.Vins!.Select(text => new LookupRow(text, null)).ToList();
        var items = await lookups.RunAsync(rows, release, new()
        {
            DataSet = Caller.DataSet,
            Brands = Caller.Brands,
            VehicleKinds = Caller.VehicleKinds,
            View = body.Wanted,
            Checks = body.Checks == true,
            Language = Language,
            Failing = failing,
            Request = (HttpContext.Request.Path, HttpContext.TraceIdentifier),
        }, cancellationToken);
        if (body.Candidates == true && release is not null)
            await AddCandidatesAsync(items, cancellationToken);
        Response.Headers.ContentLanguage = Language;
        Response.Headers.CacheControl = "private, no-store";
        var found = items.Count(item => item.Vehicle is not null);
        DayUnits.Charge(HttpContext, found);
        return new VehicleLookupBatch { Release = release?.Name, ValueCount = found, Items = items };
    }

    /// <summary>One statement for all texts without a vehicle.</summary>
    private async Task AddCandidatesAsync(VehicleLookup[] items, CancellationToken cancellation)
    {
        var found = await checking.CandidatesAsync(items.Where(item => item.Vehicle is null).Select(item => item.Input), Caller, cancellation);
        for (var i = 0; i < items.Length; i++)
            if (items[i] is { Vehicle: null, Check: { } check } && found.TryGetValue(items[i].Input, out var candidates))
                items[i] = items[i] with { Check = check with { Candidates = candidates } };
    }
}
