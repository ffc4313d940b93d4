namespace Aos.Sdk;

/// <summary>A person who has signed in.</summary>
/// <param name="Tokens">The tokens; keep them with <see cref="SignedInTokenProvider.SaveAsync"/>.</param>
/// <param name="Identity">Who it is; null without the scope <c>openid</c>.</param>
public sealed record SignedIn(UserTokens Tokens, IdTokenClaims? Identity);
