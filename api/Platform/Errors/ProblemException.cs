namespace Aos.Api.Platform.Errors;

/// <summary>
/// Ends a request with a problem of the catalogue. Thrown by rules and stores; <c>ProblemMiddleware</c> writes the answer.
/// Expected answers on the hot path (401, 403, 429, 304) do not throw; they use <c>ProblemWriter</c>.
/// </summary>
public sealed class ProblemException(ApiError error, object?[] arguments) : Exception(error.Code)
{
    /// <summary>The entry of the catalogue.</summary>
    public ApiError Error { get; } = error;

    /// <summary>Values for the placeholders of the detail.</summary>
    public object?[] Arguments { get; } = arguments;

    /// <summary>Wrong fields, if the error is about fields.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>Seconds for <c>Retry-After</c>.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Where the way out is found (<c>resolution.url</c>): a path on this server, starting with <c>/</c>.</summary>
    public string? ResolutionPath { get; init; }

    /// <summary>Names of the passed limits, for 429.</summary>
    public IReadOnlyList<string>? ViolatedPolicies { get; init; }
}
