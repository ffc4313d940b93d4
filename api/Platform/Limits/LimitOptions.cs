using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Limits;

/// <summary>Limits that are settings (section <c>Limits</c>); limits of clients come from their plans.</summary>
public sealed class LimitOptions
{
    /// <summary>Wrong tokens and secrets from one address in a minute before it has to wait.</summary>
    [Range(1, 1_000_000)]
    public int FailuresPerMinute { get; set; } = 60;

    /// <summary>Calls a second from one address without a token.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerSecond { get; set; } = 200;

    /// <summary>Calls a second of a client for operations outside plans, such as administration.</summary>
    [Range(1, 1_000_000)]
    public int WithoutPlanPerSecond { get; set; } = 50;
}
