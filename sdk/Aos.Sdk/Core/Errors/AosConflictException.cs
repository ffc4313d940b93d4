namespace Aos.Sdk;

/// <summary>409: the state of the resource does not allow it. Read it again and decide.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosConflictException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
