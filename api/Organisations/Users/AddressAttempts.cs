using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Users;

/// <summary>
/// How often an organisation may name an address that is not available: each refusal tells that somebody has an account or asked for one. Counted before
/// the act and in a transaction of its own, because a refusal takes back what its act has written; what ends otherwise is given back.
/// </summary>
internal sealed class AddressAttempts(Writes writes)
{
    private static readonly VisitorLimit Refused = new("refusedAddress", 30);

    /// <summary>Runs an act that names an address.</summary>
    /// <exception cref="ProblemException">429 with the seconds to wait, before the act.</exception>
    public async Task<IActionResult> RunAsync(HttpContext context, Guid organisation, Func<WriteScope, Task<Answer>> act)
    {
        var (subject, isRefused) = (organisation.ToString(), false);
        if (await writes.RunAsync(Actor.System, context.TraceIdentifier, write => VisitorLimits.TakeAsync(write, Refused, subject), context.RequestAborted) is { } seconds)
            throw UserActs.Wait(Math.Max(1, seconds));
        try
        {
            return await writes.RunAsync(context, act);
        }
        catch (ProblemException refusal) when (refusal.Error == UserErrors.EmailNotAvailable)
        {
            isRefused = true;
            throw;
        }
        finally
        {
            if (!isRefused)
                await writes.RunAsync(Actor.System, context.TraceIdentifier, write => VisitorLimits.GiveBackAsync(write, Refused, subject), CancellationToken.None);
        }
    }
}
