namespace Aos.Api.Platform.Errors;

/// <summary>
/// Every error answer (RFC 9457, <c>application/problem+json</c>). Programs decide by <see cref="Code"/>;
/// <see cref="Title"/> and <see cref="Detail"/> are for people and come in the caller's language.
/// </summary>
public sealed record Problem
{
    /// <summary>Address of the page that explains the code.</summary>
    public required string Type { get; init; }

    /// <summary>Short sentence, the same for every occurrence of the code.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time.</summary>
    public required string Detail { get; init; }

    /// <summary>Path of the request.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable code, <c>area.kebab-case</c>; also in the header <c>AOS-Error-Code</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Id of the request, as in the header <c>X-Request-Id</c>; name it to the operator.</summary>
    public required string RequestId { get; init; }

    /// <summary>Trace id (W3C), when tracing is on.</summary>
    public string? TraceId { get; init; }

    /// <summary>Every wrong field, parameter or header; absent where the problem is not about fields.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The limits that were passed, for 429.</summary>
    public IReadOnlyList<string>? ViolatedPolicies { get; init; }

    /// <summary>The way out, where there is one.</summary>
    public Resolution? Resolution { get; init; }
}

/// <summary>The way out of a problem.</summary>
public sealed record Resolution
{
    /// <summary>What to do: <c>retry</c>, <c>waitUntil</c>, <c>buyTicket</c>, <c>requestAccess</c>, <c>requestConsent</c>, <c>signInAgain</c>, <c>reloadAndRetry</c> or <c>contactSupport</c>.</summary>
    public required ResolutionAction Action { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>Where to do it.</summary>
    public string? Url { get; init; }
}
