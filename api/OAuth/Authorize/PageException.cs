using Aos.Api.Platform.Pages;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Why a request ends with a page and not with a redirect.</summary>
internal enum PageReason
{
    /// <summary>The request cannot be read.</summary>
    Broken,

    /// <summary>No client, an unknown or a disabled one.</summary>
    Client,

    /// <summary>No redirect URI, or one that the client has not registered.</summary>
    RedirectUri,

    /// <summary>A pushed request that is unknown, expired, used up or another client's.</summary>
    PushedRequest,

    /// <summary>The step is over: too late, finished already, of somebody else, or somebody was suspended meanwhile.</summary>
    Void,
}

/// <summary>Ends a request with an error page (400): there is no address to which a redirect would be safe.</summary>
internal sealed class PageException(PageReason reason) : Exception(reason.ToString())
{
    /// <summary>The page that says so; its texts are named after the reason.</summary>
    public ErrorPageResult Page => new(StatusCodes.Status400BadRequest, reason switch
    {
        PageReason.Client => "authorize.client",
        PageReason.RedirectUri => "authorize.redirect-uri",
        PageReason.PushedRequest => "authorize.pushed-request",
        PageReason.Void => "authorize.void",
        _ => "authorize.broken",
    });
}

/// <summary>Ends an authorization request with an error for the client.</summary>
/// <param name="error">Code of the RFC.</param>
/// <param name="description">What is wrong; never repeats input.</param>
internal sealed class AuthorizationException(string error, string description) : Exception(error)
{
    public string Error { get; } = error;

    public string Description { get; } = description;

    public static AuthorizationException InvalidRequest(string description) => new("invalid_request", description);
}
