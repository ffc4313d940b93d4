using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>Sends requests through the chain error → token → retry → try → wire, and reads the answers.</summary>
internal sealed class AosTransport
{
    private readonly AosSettings _settings;
    private readonly AnswerReader _reader;
    private readonly HttpMessageInvoker _sender;

    public AosTransport(AosSettings settings, HttpMessageHandler wire)
    {
        _settings = settings;
        _reader = new AnswerReader(settings.ProblemsAddress, settings.Clock);
        var retry = new RetryHandler(settings, new TryHandler(settings, wire));
        var tokens = settings.TokenProvider
            ?? new ClientCredentialsTokenProvider(settings, Sender(new ErrorHandler(settings, _reader, retry)), _reader);
        _sender = Sender(new ErrorHandler(settings, _reader, new TokenHandler(tokens, retry)));
    }

    /// <summary>Sends a call whose answer is a value.</summary>
    public async Task<AosResponse<T>> SendAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest();
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(request, response, type).ConfigureAwait(false);
    }

    /// <summary>Sends a call whose answer has no body.</summary>
    public async Task<AosResponse> SendAsync(AosCall call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest();
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return AosResponse.Of(request, response, _settings.Clock);
    }

    /// <summary>Sends a call whose answer is a value or 404, which is null here.</summary>
    public async Task<T?> FindAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest();
        request.Options.Set(CallOptions.MayBeMissing, true);
        using var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.NotFound
            ? null
            : (await ReadAsync(request, response, type).ConfigureAwait(false)).Value;
    }

    /// <summary>Sends a request to a path of the API, or to an absolute address on its origin.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = Resolve(request.RequestUri);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        AddUnlessSet("User-Agent", _settings.UserAgent);
        AddUnlessSet("Accept", "application/json");
        AddUnlessSet("X-Request-Id", Guid.NewGuid().ToString());
        if (request.Method == HttpMethod.Post)
            AddUnlessSet("Idempotency-Key", Guid.NewGuid().ToString());
        return _sender.SendAsync(request, cancellationToken);

        void AddUnlessSet(string name, string value)
        {
            if (!request.Headers.NonValidated.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private async Task<AosResponse<T>> ReadAsync<T>(HttpRequestMessage request, HttpResponseMessage response, JsonTypeInfo<T> type) where T : class
    {
        JsonException? cause = null;
        if (AnswerReader.IsJson(response))
        {
            try
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
                if (JsonSerializer.Deserialize(bytes, type) is { } value)
                    return new AosResponse<T>(value, AosResponse.Of(request, response, _settings.Clock));
            }
            catch (JsonException fault)
            {
                cause = fault;
            }
        }
        throw await _reader.UnexpectedContentAsync(request, response, cause).ConfigureAwait(false);
    }

    // Joined as text, because a proxy's path prefix in the base address has to stay. On Unix "/path" parses as an absolute
    // file address, so what starts with one slash is always taken as a path.
    private Uri Resolve(Uri? address)
    {
        var text = address?.OriginalString ?? "";
        if (address is null || !address.IsAbsoluteUri || (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)))
            return new Uri(_settings.BaseAddress.AbsoluteUri.TrimEnd('/') + "/" + text.TrimStart('/'));
        return _settings.BaseAddress.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority)
            ? address
            : throw new ArgumentException($"{address.GetLeftPart(UriPartial.Authority)} is not the origin of this client, and must not see its token.", nameof(address));
    }

    private static HttpMessageInvoker Sender(HttpMessageHandler handler) => new(handler, disposeHandler: false);
}
