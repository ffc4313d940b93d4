namespace Aos.Sdk;

/// <summary>5xx: the API or a server before it failed, also after the retries. Try later; report it with the request id.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosServerException(Problem problem, AosResponse? response = null) : AosApiException(problem, response)
{
    /// <summary>Time after which a new try makes sense, if the API named it.</summary>
    public TimeSpan? RetryAfter => Response.RetryAfter;
}
