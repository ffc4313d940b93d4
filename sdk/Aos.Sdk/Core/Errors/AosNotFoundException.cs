namespace Aos.Sdk;

/// <summary>404: what was asked for does not exist or belongs to somebody else. The <c>Find…</c> methods give null instead.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosNotFoundException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
