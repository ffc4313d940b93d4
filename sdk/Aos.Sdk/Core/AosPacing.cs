namespace Aos.Sdk;

/// <summary>What the client does before a call that would be refused because a limit of the plan is used up.</summary>
public enum AosPacing
{
    /// <summary>Waits until the limit allows the call; all callers of the client share the waiting. The default.</summary>
    Wait,

    /// <summary>Throws an <see cref="AosRateLimitException"/> with the time to wait, and sends nothing.</summary>
    Throw,

    /// <summary>Sends; the API answers 429, which is repeated after <c>Retry-After</c>.</summary>
    Ignore,
}
