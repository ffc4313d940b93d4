using System.Collections.Concurrent;
using System.Globalization;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.Platform.Audit.Refusals;

/// <summary>
/// Counts what callers are refused for want of a right or of money (402 and 403): one row of the audit for each caller,
/// code and minute, however often somebody tries.
/// </summary>
public sealed class RefusalCounter(TimeProvider time)
{
    /// <summary>Callers and codes of a minute beyond which only the metric counts.</summary>
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<Refusal, int> _counts = new();

    /// <summary>Counts a refusal, if it is one and the caller is known.</summary>
    internal void Count(HttpContext context, int status, string code)
    {
        if (status is not (StatusCodes.Status402PaymentRequired or StatusCodes.Status403Forbidden) || context.Features.Get<Principal>() is not { } caller)
            return;
        var refusal = new Refusal(caller.TenantId, caller.Actor, code, time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute);
        if (_counts.Count < Capacity || _counts.ContainsKey(refusal))
            _counts.AddOrUpdate(refusal, 1, static (_, count) => count + 1);
    }

    /// <summary>Takes the counts that are whole.</summary>
    /// <param name="all">With those of this minute, at the end of the process.</param>
    internal IReadOnlyList<AuditAct> Take(bool all)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        var taken = new List<AuditAct>();
        foreach (var refusal in _counts.Keys.Where(refusal => all || refusal.Minute < minute))
            if (_counts.TryRemove(refusal, out var count))
                taken.Add(refusal.ToAct(count));
        return taken;
    }

    private sealed record Refusal(Guid TenantId, Actor Actor, string Code, long Minute)
    {
        public AuditAct ToAct(int count) => new()
        {
            TenantId = TenantId,
            Actor = Actor,
            Action = "access.request.refused",
            ObjectKind = "problem",
            ObjectId = Code,
            Result = "refused",
            Details = string.Create(CultureInfo.InvariantCulture,
                $$"""{"count":"{{count}}","minute":"{{new DateTime(Minute * TimeSpan.TicksPerMinute, DateTimeKind.Utc):yyyy-MM-dd'T'HH:mm}}Z"}"""),
        };
    }
}
