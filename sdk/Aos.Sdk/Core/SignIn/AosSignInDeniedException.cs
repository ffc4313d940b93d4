namespace Aos.Sdk;

/// <summary>The person said no, on the page that asked to let the application in. Do not ask again by yourself.</summary>
/// <param name="message">One line.</param>
/// <param name="inner">What caused it.</param>
public sealed class AosSignInDeniedException(string message, Exception? inner = null) : AosSignInException(message, "access_denied", inner);
