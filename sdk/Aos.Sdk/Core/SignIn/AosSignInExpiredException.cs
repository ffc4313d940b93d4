namespace Aos.Sdk;

/// <summary>The person did not finish in time: <c>expired_token</c> for a device code, <c>sdk.sign-in-timeout</c> for a browser. Begin again.</summary>
/// <param name="message">One line.</param>
/// <param name="code">Stable code.</param>
/// <param name="inner">What caused it.</param>
public sealed class AosSignInExpiredException(string message, string code, Exception? inner = null) : AosSignInException(message, code, inner);
