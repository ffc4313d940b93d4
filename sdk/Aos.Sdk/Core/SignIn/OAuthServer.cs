using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>The authorization server as a client sees it: its addresses, and calls of its endpoints.</summary>
internal sealed class OAuthServer
{
    private readonly AosSettings _settings;
    private readonly AnswerReader _reader;
    private readonly HttpMessageInvoker _sender;
    private ServerConfiguration? _configuration;

    public OAuthServer(AosSettings settings, HttpMessageHandler wire)
    {
        _settings = settings;
        _reader = new AnswerReader(settings.ProblemsAddress, settings.Clock);
        _sender = new HttpMessageInvoker(new ErrorHandler(settings, _reader, new RetryHandler(settings, new TryHandler(settings, wire))), disposeHandler: false);
    }

    /// <summary>What the server tells about itself; read once. It must call itself by the issuer that was set, so that nobody else's addresses are used.</summary>
    public async ValueTask<ServerConfiguration> ConfigurationAsync(CancellationToken cancellationToken)
    {
        if (_configuration is { } known)
            return known;
        using var state = new CallState();
        using var request = NewRequest(HttpMethod.Get, _settings.BaseAddress.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration", state);
        var configuration = await SendAsync(request, state, SignInJson.Default.ServerConfiguration, cancellationToken).ConfigureAwait(false);
        if (configuration.Issuer != _settings.Issuer)
            throw new AosSignInException($"The server calls itself \"{configuration.Issuer}\" and not \"{_settings.Issuer}\": set AosClientOptions.Issuer (environment variable AOS_ISSUER) if that is right.", "sdk.issuer-mismatch");
        return _configuration = configuration;
    }

    /// <summary>The address of an endpoint of the server.</summary>
    public Uri Endpoint(string? address, string name)
    {
        if (address is null)
            throw new AosSignInException($"The server has no {name}.", "sdk.sign-in-unsupported");
        // Never from TLS to plain text.
        return Uri.TryCreate(address, UriKind.Absolute, out var endpoint)
            && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && _settings.BaseAddress.Scheme == Uri.UriSchemeHttp))
            ? endpoint
            : throw new AosSignInException($"The {name} of the server is no safe address: {address}.", "sdk.sign-in-unsupported");
    }

    /// <summary>Sends a form with the client's credentials.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="form">Parameters.</param>
    /// <param name="type">Form of the answer.</param>
    /// <param name="mayRepeat">Whether a lost answer may be asked for again.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<T> PostAsync<T>(Uri endpoint, Dictionary<string, string> form, JsonTypeInfo<T> type, bool mayRepeat, CancellationToken cancellationToken) where T : class
    {
        using var state = new CallState { HasNoEffect = mayRepeat, MaxRetries = mayRepeat ? null : 0 };
        using var request = NewPost(endpoint, form, state);
        return await SendAsync(request, state, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a form whose answer says nothing.</summary>
    public async Task PostAsync(Uri endpoint, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var state = new CallState { HasNoEffect = true };
        using var request = NewPost(endpoint, form, state);
        using var response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks with an access token.</summary>
    public async Task<T> GetAsync<T>(Uri endpoint, string accessToken, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var state = new CallState();
        using var request = NewRequest(HttpMethod.Get, endpoint.AbsoluteUri, state);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync(request, state, type, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, CallState state, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(state.Body!.Bytes, type) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            // A page of a proxy is shown; JSON may have a token in it.
            throw AnswerReader.IsJson(response)
                ? new AosSignInException($"The server answered {request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)} with JSON that is not what was asked for.", "http.unexpected-content", fault)
                : _reader.UnexpectedContent(request, response, fault);
        }
    }

    private HttpRequestMessage NewPost(Uri endpoint, Dictionary<string, string> form, CallState state)
    {
        var request = NewRequest(HttpMethod.Post, endpoint.AbsoluteUri, state);
        if (_settings.ClientSecret.Length == 0)
            form["client_id"] = _settings.ClientId;
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", ClientCredentialsTokenProvider.Credentials(_settings));
        request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(QueryText.Of(form)));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        return request;
    }

    private HttpRequestMessage NewRequest(HttpMethod method, string address, CallState state)
    {
        var request = new HttpRequestMessage(method, address);
        state.JoinTo(request);
        request.Headers.TryAddWithoutValidation("X-Request-Id", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return request;
    }
}
