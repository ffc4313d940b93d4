namespace Aos.Sdk;

/// <summary>403: scope, permission or access to the product is missing. Ask for it; <see cref="Problem.Resolution"/> tells where.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosForbiddenException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
