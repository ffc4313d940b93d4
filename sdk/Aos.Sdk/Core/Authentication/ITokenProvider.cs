namespace Aos.Sdk;

/// <summary>Source of access tokens. The SDK has one for client credentials; other grants bring their own. Must be thread-safe.</summary>
public interface ITokenProvider
{
    /// <summary>A token that is valid now.</summary>
    /// <param name="rejectedToken">The token that the API just refused with 401, which must not be given again; null otherwise.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The access token, without <c>Bearer</c>.</returns>
    ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken);
}
