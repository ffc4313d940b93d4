using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;

namespace Aos.Api.OAuth;

/// <summary>For whom a token is (RFC 8707): this API, or a resource server that is registered for the client.</summary>
internal static class Audiences
{
    /// <summary>The audience that a request asks for; null if the client may not have tokens for it.</summary>
    /// <param name="resource">Its parameter <c>resource</c>: an address, or absent for this API.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="origin">This API.</param>
    public static string? Find(string? resource, ClientFacts client, PublicOrigin origin)
    {
        var audience = resource is null || resource.TrimEnd('/') == origin.ToString() ? AccessTokens.ApiAudience : resource;
        return client.Audiences.Contains(audience) && resource != AccessTokens.ApiAudience ? audience : null;
    }

    /// <summary>The audience that a request asks for, or the refusal of the token endpoint.</summary>
    public static string Of(string? resource, ClientFacts client, PublicOrigin origin) => Find(resource, client, origin)
        ?? throw new OAuthException(StatusCodes.Status400BadRequest, "invalid_target", "The client may not have tokens for this resource.");
}
