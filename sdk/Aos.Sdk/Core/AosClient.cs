namespace Aos.Sdk;

/// <summary>
/// Client of the AOS APIs, with a property per product and a client per noun below it:
/// <c>client.VehicleIdentification.Vehicles.GetAsync(vin)</c>. Gets and renews its access token by itself, repeats what is
/// safe to repeat, and throws an <see cref="AosException"/> for everything else. Thread-safe and immutable: make one and keep it.
/// </summary>
public sealed partial class AosClient
{
    /// <summary>A client with the default settings.</summary>
    /// <param name="baseAddress">Origin of the API, such as <c>https://api.example.com</c>.</param>
    /// <param name="clientId">Id of the registered client.</param>
    /// <param name="clientSecret">One of its active secrets.</param>
    /// <exception cref="AosConfigurationException">A value is missing or wrong.</exception>
    public AosClient(string baseAddress, string clientId, string clientSecret)
        : this(new AosClientOptions { BaseAddress = baseAddress, ClientId = clientId, ClientSecret = clientSecret })
    {
    }

    /// <summary>A client with these settings. They are copied: later changes of <paramref name="options"/> have no effect.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="AosConfigurationException">A setting is missing or wrong.</exception>
    public AosClient(AosClientOptions options) : this(options, SharedHandler.Instance)
    {
    }

    internal AosClient(AosClientOptions options, HttpMessageHandler defaultHandler, string? section = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Transport = new AosTransport(AosSettings.From(options, section), options.Handler ?? defaultHandler);
    }

    internal AosClient(AosSettings settings, HttpMessageHandler wire) => Transport = new AosTransport(settings, wire);

    internal AosTransport Transport { get; }

    /// <summary>
    /// A client that acts for the person who signed in and whose tokens are in a store. Address, time-outs, retries and log are
    /// those of <paramref name="signIn"/>. Where nobody is signed in, or the sign-in has ended, calls throw an
    /// <see cref="AosSignInRequiredException"/>.
    /// </summary>
    /// <param name="signIn">The client that signed the person in, and renews the tokens.</param>
    /// <param name="store">Where the person's tokens are.</param>
    public static AosClient ForUser(AosSignIn signIn, ITokenStore store) => ForUser(new SignedInTokenProvider(signIn, store));

    /// <summary>A client that acts for the person whose tokens this provider keeps.</summary>
    /// <param name="tokens">The person's tokens.</param>
    public static AosClient ForUser(SignedInTokenProvider tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new AosClient(tokens.SignIn.Settings with { TokenProvider = tokens }, tokens.SignIn.Wire);
    }

    /// <summary>
    /// A client for what everybody may do without a token, such as a registration. Operations that need a token throw an
    /// <see cref="AosSignInRequiredException"/>, and send nothing.
    /// </summary>
    /// <param name="baseAddress">Origin of the API, such as <c>https://api.example.com</c>.</param>
    /// <exception cref="AosConfigurationException">The address is missing or wrong.</exception>
    public static AosClient ForEverybody(string baseAddress) => ForEverybody(new AosClientOptions { BaseAddress = baseAddress });

    /// <summary>The same with these settings; client id, secret and token provider are not used.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="AosConfigurationException">A setting is missing or wrong.</exception>
    public static AosClient ForEverybody(AosClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new AosClient(AosSettings.WithoutToken(options), options.Handler ?? SharedHandler.Instance);
    }

    /// <summary>
    /// A client with the settings of the environment variables <c>AOS_BASE_ADDRESS</c>, <c>AOS_CLIENT_ID</c> and
    /// <c>AOS_CLIENT_SECRET</c>, and where they are set <c>AOS_SCOPES</c>, <c>AOS_APPLICATION_NAME</c>, <c>AOS_TIMEOUT</c>
    /// (seconds), <c>AOS_MAX_RETRIES</c> and <c>AOS_PACING</c>.
    /// </summary>
    /// <exception cref="AosConfigurationException">A variable is missing or wrong.</exception>
    public static AosClient FromEnvironment() => new(AosOptionsReader.Read(Environment.GetEnvironmentVariable));

    /// <summary>
    /// Sends any request of this API, with token, retries and typed exceptions. For paths that the generated clients do not
    /// have yet. The answer is read completely; the caller disposes it.
    /// </summary>
    /// <param name="request">The request; its address is a path such as <c>/vehicle-identification/v1/vehicles</c>, or absolute on the client's own origin.</param>
    /// <param name="cancellationToken">Ends call and waiting at once.</param>
    /// <returns>An answer with a 2xx status, or 304 for a conditional request.</returns>
    /// <exception cref="ArgumentException">The address is on another origin, which must not see the token.</exception>
    /// <exception cref="AosApiException">The API refused or failed.</exception>
    /// <exception cref="AosConnectionException">The API could not be reached.</exception>
    /// <exception cref="AosTimeoutException">The API did not answer in time.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        Transport.SendAsync(request, cancellationToken);
}
