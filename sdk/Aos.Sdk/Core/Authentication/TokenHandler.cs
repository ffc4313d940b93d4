using System.Net;
using System.Net.Http.Headers;

namespace Aos.Sdk;

/// <summary>Adds the access token, and once more with a new one when the API refused it.</summary>
internal sealed class TokenHandler(ITokenProvider tokens, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (await FirstTokenAsync(request, cancellationToken).ConfigureAwait(false) is not { } token)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not HttpStatusCode.Unauthorized || !RetryRules.CanBeSentAgain(request))
            return response;
        response.Dispose();
        var renewed = await tokens.GetTokenAsync(token, cancellationToken).ConfigureAwait(false);
        return await SendAsync(request, renewed, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string?> FirstTokenAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = CallState.Of(request).Operation;
        // A path that no generated client has may be one for everybody.
        if (operation is { IsAnonymous: true } || (operation is null && tokens is NoTokenProvider))
            return null;
        try
        {
            return await tokens.GetTokenAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (AosSignInRequiredException) when (operation is { IsTokenOptional: true })
        {
            return null;
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellationToken);
    }
}
