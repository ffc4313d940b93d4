namespace Aos.Sdk;

/// <summary>412 or 428: the resource changed since it was read, or <c>If-Match</c> is missing. Read it again and repeat the change.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosPreconditionFailedException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
