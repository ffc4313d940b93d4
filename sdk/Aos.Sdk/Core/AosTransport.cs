using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>Sends requests through the chain error → token → retry → pacing → try → wire, and reads the answers.</summary>
internal sealed class AosTransport
{
    private readonly AnswerReader _reader;
    private readonly HttpMessageInvoker _sender;
    private readonly string _address;

    public AosTransport(AosSettings settings, HttpMessageHandler wire)
    {
        Settings = settings;
        _address = settings.BaseAddress.AbsoluteUri.TrimEnd('/');
        _reader = new AnswerReader(settings.ProblemsAddress, settings.Clock);
        var tries = new TryHandler(settings, wire);
        var tokens = settings.TokenProvider
            ?? new ClientCredentialsTokenProvider(settings, Sender(new ErrorHandler(settings, _reader, new RetryHandler(settings, tries))), _reader);
        HttpMessageHandler paced = settings.Pacing is AosPacing.Ignore ? tries : new PacingHandler(settings, tries);
        _sender = Sender(new ErrorHandler(settings, _reader, new TokenHandler(tokens, new RetryHandler(settings, paced))));
    }

    public AosSettings Settings { get; }

    /// <summary>Sends a call whose answer is a value; only the value is of interest.</summary>
    public async Task<T> ReadAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest(out var state);
        using var ended = state;
        using var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(request, response, type);
    }

    /// <summary>Sends a call whose answer is a value.</summary>
    public async Task<AosResponse<T>> SendAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest(out var state);
        using var ended = state;
        using var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return new AosResponse<T>(Read(request, response, type), AosResponse.Of(request, response, Settings.Clock));
    }

    /// <summary>Sends a call whose answer has no body.</summary>
    public async Task<AosResponse> SendAsync(AosCall call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(out var state);
        using var ended = state;
        using var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return AosResponse.Of(request, response, Settings.Clock);
    }

    /// <summary>Sends a call whose answer is a value or 404, which is null here.</summary>
    public async Task<T?> FindAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest(out var state);
        using var ended = state;
        state.MayBeMissing = true;
        using var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.NotFound ? null : Read(request, response, type);
    }

    /// <summary>Sends a call whose answer is a value or 304, which is null here.</summary>
    public async Task<AosResponse<T>?> ReadIfChangedAsync<T>(AosCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        using var request = call.ToRequest(out var state);
        using var ended = state;
        using var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.NotModified
            ? null
            : new AosResponse<T>(Read(request, response, type), AosResponse.Of(request, response, Settings.Clock));
    }

    /// <summary>Reads a value, and writes what is made of it with its tag; reads again when it changed meanwhile.</summary>
    public Task<TNew> UpdateAsync<TOld, TNew>(
        AosCall read, JsonTypeInfo<TOld> oldType, Func<TOld, string, AosCall> write, JsonTypeInfo<TNew> newType, CancellationToken cancellationToken)
        where TOld : class where TNew : class => UpdateAsync(read, oldType, null, write, newType, cancellationToken);

    /// <summary>Writes what is made of a value that was read before, with its tag; reads it again when it changed meanwhile.</summary>
    public async Task<TNew> UpdateAsync<TOld, TNew>(
        AosCall read, JsonTypeInfo<TOld> oldType, (TOld Value, string Etag)? known, Func<TOld, string, AosCall> write, JsonTypeInfo<TNew> newType, CancellationToken cancellationToken)
        where TOld : class where TNew : class
    {
        const int MostReadAgain = 3;
        var (current, etag) = known is { Etag.Length: > 0 } ? known.Value : await ReadWithTagAsync(read, oldType, cancellationToken).ConfigureAwait(false);
        for (var readAgain = 0; ; readAgain++)
        {
            try
            {
                return await ReadAsync(write(current, etag), newType, cancellationToken).ConfigureAwait(false);
            }
            catch (AosPreconditionFailedException conflict) when (conflict.Status == 412 && readAgain < MostReadAgain)
            {
            }
            (current, etag) = await ReadWithTagAsync(read, oldType, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a call whose answer is a file. The file is read on from the connection while it is used.</summary>
    public async Task<AosFile> OpenAsync(AosCall call, CancellationToken cancellationToken)
    {
        var part = await OpenPartAsync(call, 0, null, cancellationToken).ConfigureAwait(false);
        return AosFile.Of(this, call, part);
    }

    /// <summary>The file of a call from <paramref name="offset"/> on, if it is still the one with this tag.</summary>
    public async Task<FilePart> OpenPartAsync(AosCall call, long offset, string? etag, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(out var state);
        state.IsStreamed = true;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        if (!request.Headers.NonValidated.Contains("Accept"))
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (offset > 0)
            request.Headers.TryAddWithoutValidation("Range", FormattableString.Invariant($"bytes={offset}-"));
        if (offset > 0 && etag is not null)
            request.Headers.TryAddWithoutValidation("If-Range", etag);
        var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        return new FilePart(response, AosResponse.Of(request, response, Settings.Clock));
    }

    /// <summary>Starts a job.</summary>
    public async Task<AosJob<T>> StartAsync<T>(AosCall call, string jobsPath, JsonTypeInfo<T> itemType, CancellationToken cancellationToken) where T : class
    {
        var response = await SendAsync(call, CoreJson.Default.Job, cancellationToken).ConfigureAwait(false);
        return new AosJob<T>(this, jobsPath, itemType, response.Value.Id, response.Value, response.RetryAfter);
    }

    /// <summary>A job that was started before, perhaps by another process.</summary>
    public AosJob<T> Resume<T>(Guid id, string jobsPath, JsonTypeInfo<T> itemType) where T : class => new(this, jobsPath, itemType, id, null, null);

    /// <summary>Sends any request; its answer is read completely.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var state = CallState.Of(request);
        var response = await SendCallAsync(request, cancellationToken).ConfigureAwait(false);
        var content = new ByteArrayContent(state.Body is { } body ? body.Bytes.ToArray() : []);
        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            if (name is not ("Content-Encoding" or "Content-Length"))
                content.Headers.TryAddWithoutValidation(name, values);
        }
        response.Content.Dispose();
        response.Content = content;
        return response;
    }

    // The request goes to a path of the API, or to an absolute address on its origin.
    private async Task<HttpResponseMessage> SendCallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = Resolve(request.RequestUri);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        AddUnlessSet("User-Agent", Settings.UserAgent);
        AddUnlessSet("Accept", "application/json");
        AddUnlessSet("Accept-Encoding", "gzip, br");
        AddUnlessSet("X-Request-Id", null);
        if (request.Method == HttpMethod.Post)
            AddUnlessSet("Idempotency-Key", null);
        var response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Settings.Telemetry.Look(request, response);
        return response;

        void AddUnlessSet(string name, string? value)
        {
            if (!request.Headers.NonValidated.Contains(name))
                request.Headers.TryAddWithoutValidation(name, value ?? Guid.NewGuid().ToString());
        }
    }

    private async Task<(T Value, string Etag)> ReadWithTagAsync<T>(AosCall read, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        var answer = await SendAsync(read, type, cancellationToken).ConfigureAwait(false);
        return answer.ETag is { } etag
            ? (answer.Value, etag)
            : throw new AosException($"{read.Operation.Id} answered without an ETag, so what it read cannot be changed safely.", "sdk.etag-missing", answer.RequestId);
    }

    private T Read<T>(HttpRequestMessage request, HttpResponseMessage response, JsonTypeInfo<T> type) where T : class
    {
        JsonException? cause = null;
        if (AnswerReader.IsJson(response) && CallState.Of(request).Body is { } body)
        {
            try
            {
                if (JsonSerializer.Deserialize(body.Bytes, type) is { } value)
                    return value;
            }
            catch (JsonException fault)
            {
                cause = fault;
            }
        }
        throw _reader.UnexpectedContent(request, response, cause);
    }

    // Joined as text, because a proxy's path prefix in the base address has to stay. On Unix "/path" parses as an absolute
    // file address, so what starts with one slash is always taken as a path.
    private Uri Resolve(Uri? address)
    {
        var text = address?.OriginalString ?? "";
        if (address is null || !address.IsAbsoluteUri || (text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)))
            return new Uri(_address + "/" + text.TrimStart('/'));
        return Settings.BaseAddress.GetLeftPart(UriPartial.Authority) == address.GetLeftPart(UriPartial.Authority)
            ? address
            : throw new ArgumentException($"{address.GetLeftPart(UriPartial.Authority)} is not the origin of this client, and must not see its token.", nameof(address));
    }

    private static HttpMessageInvoker Sender(HttpMessageHandler handler) => new(handler, disposeHandler: false);
}
