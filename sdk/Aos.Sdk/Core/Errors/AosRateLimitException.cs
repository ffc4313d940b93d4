using System.Text.Json;

namespace Aos.Sdk;

/// <summary>429: a limit is used up, also after the retries. Wait for <see cref="RetryAfter"/>.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosRateLimitException(Problem problem, AosResponse? response = null) : AosApiException(problem, response)
{
    /// <summary>Time after which the call is allowed again, if the API named it.</summary>
    public TimeSpan? RetryAfter => Response.RetryAfter;

    /// <summary>Names of the used up limits, such as <c>second</c> or <c>day</c>.</summary>
    public IReadOnlyList<string> ViolatedPolicies { get; } = Policies(problem);

    private static IReadOnlyList<string> Policies(Problem problem) =>
        problem.AdditionalProperties?.TryGetValue("violatedPolicies", out var list) is true && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(name => name.ValueKind is JsonValueKind.String).Select(name => name.GetString()!)]
            : [];
}
