namespace Aos.Sdk;

/// <summary>For clients of nobody in particular: there is no token.</summary>
internal sealed class NoTokenProvider : ITokenProvider
{
    public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) =>
        throw new AosSignInRequiredException("This client was made for calls without a token (AosClient.ForEverybody), and this call needs one.");
}
