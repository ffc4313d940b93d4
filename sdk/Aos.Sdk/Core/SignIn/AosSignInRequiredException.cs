namespace Aos.Sdk;

/// <summary>Nobody is signed in, or the sign-in has ended: it was withdrawn, ran out, or the password was changed. Let the person sign in again.</summary>
/// <param name="message">One line.</param>
/// <param name="inner">The refusal of the server, where it was asked.</param>
public sealed class AosSignInRequiredException(string message, Exception? inner = null) : AosSignInException(message, "sdk.sign-in-required", inner);
