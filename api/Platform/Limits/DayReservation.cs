using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Limits;

/// <summary>
/// Reserves the units of a call before its handler. What turns out to be free (304, a refusal, a failure) gives them
/// back, so with none left even a conditional request is refused.
/// </summary>
internal sealed class DayReservation(RequestDelegate next, ProblemWriter problems)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<LimitedCall>() is not { Plan: not null } call
            || context.GetEndpoint()!.Metadata.GetMetadata<Metered>() is not { Units: > 0 and var units }
            || call.TryReserve(units))
            return next(context);
        return ReserveAsync(context, call, units);
    }

    private async Task ReserveAsync(HttpContext context, LimitedCall call, int units)
    {
        if (await call.ReserveAsync(units))
            await next(context);
        else
            await problems.WriteAsync(context, DayUnits.Refusal(call, units));
    }
}
