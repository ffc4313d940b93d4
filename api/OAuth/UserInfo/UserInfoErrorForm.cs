using System.Text.Json;
using Aos.Api.Platform.Errors;

namespace Aos.Api.OAuth.UserInfo;

/// <summary>Errors of the userinfo endpoint by RFC 6750 §3.1; the header <c>WWW-Authenticate</c> says the same.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UserInfoErrorFormAttribute : ErrorFormAttribute
{
    public override byte[] Write(ApiError error, string detail)
    {
        var (code, description) = error.Status switch
        {
            StatusCodes.Status401Unauthorized => ("invalid_token", "Send a valid access token in the header Authorization."),
            StatusCodes.Status403Forbidden => ("insufficient_scope", "The token must be a person's and have the scope openid."),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => ("temporarily_unavailable", detail),
            >= StatusCodes.Status500InternalServerError => ("server_error", detail),
            _ => ("invalid_request", detail),
        };
        return JsonSerializer.SerializeToUtf8Bytes(new OAuthError { Error = code, ErrorDescription = description }, OAuthJson.Default.OAuthError);
    }
}
