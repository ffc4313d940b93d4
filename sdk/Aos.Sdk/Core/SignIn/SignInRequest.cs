namespace Aos.Sdk;

/// <summary>A sign-in that was begun: where to send the browser, and what to keep until it comes back.</summary>
/// <param name="Address">Address to send the browser to.</param>
/// <param name="Pending">To be kept in the session of this browser, where nobody else can read or change it.</param>
public sealed record SignInRequest(Uri Address, PendingSignIn Pending);
