using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.VehicleIdentification.Vehicles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>Every operation of the product with a VIN in its path passes the gate before anything is read, so that a slow one holds no connection.</summary>
internal sealed class SandboxFilter(SandboxGate gate, ProblemWriter problems) : IAsyncResourceFilter
{
    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next) =>
        context.HttpContext.Features.Get<Principal>() is { DataSet: DataSet.Sandbox } caller
        && context.RouteData.Values["vin"] is string { Length: <= Vin.MaxInputLength } text
        && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<AccessAttribute>()?.Machine == VehicleIdentificationModule.ProductRight
        && Vin.Normalise(text) is var vin && SandboxOutcomes.Of(vin) is not null
            ? PassAsync(context, vin, caller, next)
            : next();

    private async Task PassAsync(ResourceExecutingContext context, string vin, Principal caller, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (await gate.RefusalAsync(vin, caller, http.RequestAborted) is not { } refusal)
        {
            await next();
            return;
        }

        context.Result = new EmptyResult();
        var isLimit = refusal.Error == LimitErrors.RateExceeded;
        if (isLimit && http.Features.Get<LimitedCall>() is { } call)
            call.LeftOfSecond = 0;
        await problems.WriteAsync(http, refusal.Error, refusal.Arguments, retryAfterSeconds: refusal.RetryAfterSeconds, violatedPolicies: isLimit ? ["second"] : null);
    }
}
