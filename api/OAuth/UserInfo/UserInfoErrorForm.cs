using System.Text.Json;
using Aos.Api.Platform.Errors;

namespace Aos.Api.OAuth.UserInfo;

/// <summary>Errors of the userinfo endpoint by RFC 6750 §3.1; the header <c>WWW-Authenticate</c> says the same.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UserInfoErrorFormAttribute : ErrorFormAttribute
{
    public override byte[] Write(ApiError error, string detail) => JsonSerializer.SerializeToUtf8Bytes(new OAuthError
    {
        Error = error.Status switch
        {
            StatusCodes.Status401Unauthorized => "invalid_token",
            StatusCodes.Status403Forbidden => "insufficient_scope",
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => "temporarily_unavailable",
            >= StatusCodes.Status500InternalServerError => "server_error",
            _ => "invalid_request",
        },
        ErrorDescription = detail,
    }, OAuthJson.Default.OAuthError);
}
