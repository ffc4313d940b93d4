namespace Aos.Sdk;

/// <summary>401: the token or the client's credentials were refused, also after a new token. Check id and secret, or sign in again.</summary>
/// <param name="problem">What the API said.</param>
/// <param name="response">Status, headers and limits of the answer.</param>
public sealed class AosUnauthorizedException(Problem problem, AosResponse? response = null) : AosApiException(problem, response);
