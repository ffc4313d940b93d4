namespace Aos.Sdk;

/// <summary>
/// Signs people in with OpenID Connect: in a browser for web applications (<see cref="CreateRequestAsync"/>, <see cref="CompleteAsync"/>)
/// and for programs on the person's own machine (<see cref="SignInAsync"/>), or with a code on another device
/// (<see cref="StartDeviceSignInAsync"/>). Always with PKCE, state and nonce, and the name of the server is compared in each answer.
/// Thread-safe: make one and keep it.
/// </summary>
public sealed class AosSignIn
{
    private readonly OAuthServer _server;
    private readonly TokenRequests _tokens;

    /// <summary>Signs in with the default settings.</summary>
    /// <param name="baseAddress">Origin of the API, such as <c>https://api.example.com</c>.</param>
    /// <param name="clientId">Id of the registered client.</param>
    /// <param name="clientSecret">One of its active secrets; null for a public client, such as a program on people's machines.</param>
    /// <exception cref="AosConfigurationException">A value is missing or wrong.</exception>
    public AosSignIn(string baseAddress, string clientId, string? clientSecret = null)
        : this(new AosClientOptions { BaseAddress = baseAddress, ClientId = clientId, ClientSecret = clientSecret })
    {
    }

    /// <summary>
    /// Signs in with these settings. They are copied. <see cref="AosClientOptions.ClientSecret"/> stays empty for a public client;
    /// <see cref="AosClientOptions.Scopes"/> and <see cref="AosClientOptions.TokenProvider"/> are not used.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="AosConfigurationException">A setting is missing or wrong.</exception>
    public AosSignIn(AosClientOptions options) : this(options, SharedHandler.Instance)
    {
    }

    internal AosSignIn(AosClientOptions options, HttpMessageHandler defaultHandler)
    {
        ArgumentNullException.ThrowIfNull(options);
        Settings = AosSettings.ForSignIn(options);
        Wire = options.Handler ?? defaultHandler;
        _server = new OAuthServer(Settings, Wire);
        _tokens = new TokenRequests(Settings, _server);
    }

    internal AosSettings Settings { get; }

    internal HttpMessageHandler Wire { get; }

    /// <summary>
    /// Signs in with the settings of the environment variables <c>AOS_BASE_ADDRESS</c> and <c>AOS_CLIENT_ID</c>, and where they are
    /// set <c>AOS_CLIENT_SECRET</c>, <c>AOS_ISSUER</c>, <c>AOS_APPLICATION_NAME</c>, <c>AOS_TIMEOUT</c> and <c>AOS_MAX_RETRIES</c>.
    /// </summary>
    /// <exception cref="AosConfigurationException">A variable is missing or wrong.</exception>
    public static AosSignIn FromEnvironment() => new(AosOptionsReader.Read(Environment.GetEnvironmentVariable));

    /// <summary>Begins a sign-in in a browser. For web applications: send the browser to the address, and keep the rest in its session.</summary>
    /// <param name="redirectUri">Where the browser comes back to, exactly as it is registered for the client.</param>
    /// <param name="scopes">What is asked for, such as <c>openid</c>, <c>offline_access</c> (tokens that outlive the sign-in) and <c>vehicle.read</c>.</param>
    /// <param name="options">Further wishes.</param>
    /// <param name="cancellationToken">Ends the reading of the server's addresses, which happens once.</param>
    /// <returns>The address, and what to keep.</returns>
    public async Task<SignInRequest> CreateRequestAsync(Uri redirectUri, IEnumerable<string> scopes, SignInOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(redirectUri);
        ArgumentNullException.ThrowIfNull(scopes);
        var configuration = await _server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var pending = new PendingSignIn
        {
            State = Randomness.NewText(),
            Nonce = Randomness.NewText(),
            CodeVerifier = Randomness.NewText(),
            RedirectUri = redirectUri,
            Scopes = [.. scopes],
            MaxAgeSeconds = options?.MaxAge is { } age ? (long)age.TotalSeconds : null,
        };
        var address = _server.Endpoint(configuration.AuthorizationEndpoint, "authorization endpoint");
        return new SignInRequest(QueryText.Append(address, AuthorizationRequest.Of(pending, Settings.ClientId, options)), pending);
    }

    /// <summary>Ends a sign-in in a browser: checks what the browser brought back, and exchanges the code for tokens.</summary>
    /// <param name="pending">What was kept. Forget it before this call: it is good for one answer.</param>
    /// <param name="callback">The address that the browser came back to, with its query.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The tokens, and who it is.</returns>
    /// <exception cref="AosSignInDeniedException">The person said no.</exception>
    /// <exception cref="AosSignInException">The server refused, or the answer is not that to this request.</exception>
    public async Task<SignedIn> CompleteAsync(PendingSignIn pending, Uri callback, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        ArgumentNullException.ThrowIfNull(callback);
        var configuration = await _server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var code = AuthorizationAnswer.CodeOf(callback, pending, configuration);
        return await _tokens.ExchangeAsync(pending, code, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Signs the person at this machine in: opens a browser, and waits for its answer on a free port of 127.0.0.1. The client must be
    /// native and have the redirect URI <c>http://127.0.0.1/callback</c>. The person sees the result in the browser.
    /// </summary>
    /// <param name="openBrowser">Opens the address, such as <see cref="SystemBrowser.OpenAsync"/>.</param>
    /// <param name="scopes">What is asked for.</param>
    /// <param name="options">Further wishes, and how long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The tokens, and who it is.</returns>
    /// <exception cref="AosSignInDeniedException">The person said no.</exception>
    /// <exception cref="AosSignInExpiredException">No answer came in time.</exception>
    /// <exception cref="AosSignInException">The server refused, or the answer cannot be trusted.</exception>
    public async Task<SignedIn> SignInAsync(Func<Uri, CancellationToken, Task> openBrowser, IEnumerable<string> scopes, SignInOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(openBrowser);
        options ??= new SignInOptions();
        using var listener = new LoopbackListener();
        var request = await CreateRequestAsync(listener.RedirectUri, scopes, options, cancellationToken).ConfigureAwait(false);
        using var timer = new CancellationTokenSource(options.Timeout, Settings.Clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            var answer = listener.WaitAsync(request.Pending.State, end.Token);
            await openBrowser(request.Address, end.Token).ConfigureAwait(false);
            using var visit = await answer.ConfigureAwait(false);
            return await CompleteVisitAsync(request.Pending, visit, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AosSignInExpiredException("Nobody came back from the browser in time.", "sdk.sign-in-timeout", fault);
        }
    }

    /// <summary>Begins a sign-in with another device: show the person the code and the address, and wait.</summary>
    /// <param name="scopes">What is asked for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Code and address, and the waiting.</returns>
    public async Task<DeviceSignIn> StartDeviceSignInAsync(IEnumerable<string> scopes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        var asked = string.Join(' ', scopes);
        var startedAt = Settings.Clock.GetUtcNow();
        var answer = await _tokens.StartDeviceAsync(asked, cancellationToken).ConfigureAwait(false);
        return new DeviceSignIn(answer, asked, startedAt, _tokens, Settings.Clock);
    }

    /// <summary>Asks who the person is.</summary>
    /// <param name="tokens">Tokens with the scope <c>openid</c>; with <c>profile</c> and <c>email</c> it tells more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AosSignInException">The answer is about somebody else.</exception>
    public async Task<UserInfo> GetUserInfoAsync(UserTokens tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var configuration = await _server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var endpoint = _server.Endpoint(configuration.UserInfoEndpoint, "userinfo endpoint");
        var info = await _server.GetAsync(endpoint, tokens.AccessToken, SignInJson.Default.UserInfo, cancellationToken).ConfigureAwait(false);
        // OpenID Connect Core 5.3.2: only this tells that the answer is about the person who signed in.
        return tokens.Subject is not null && info.Subject == tokens.Subject
            ? info
            : throw new AosSignInException("The server told about another person than the one who signed in.", "sdk.subject-mismatch");
    }

    /// <summary>Where to send the browser so that the person is signed out of the server too.</summary>
    /// <param name="tokens">The tokens that end; revoke them with <see cref="SignedInTokenProvider.SignOutAsync"/>.</param>
    /// <param name="returnUri">Where the browser comes back to, exactly as it is registered for the client; null ends on a page of the server.</param>
    /// <param name="state">Comes back with the browser.</param>
    /// <param name="cancellationToken">Ends the reading of the server's addresses, which happens once.</param>
    public async Task<Uri> CreateSignOutAddressAsync(UserTokens tokens, Uri? returnUri = null, string? state = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var configuration = await _server.ConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var parameters = new Dictionary<string, string> { ["client_id"] = Settings.ClientId };
        if (tokens.IdToken is { } idToken)
            parameters["id_token_hint"] = idToken;
        if (returnUri is not null)
            parameters["post_logout_redirect_uri"] = returnUri.OriginalString;
        if (state is not null)
            parameters["state"] = state;
        return QueryText.Append(_server.Endpoint(configuration.EndSessionEndpoint, "end of sessions"), parameters);
    }

    internal Task<UserTokens> RefreshAsync(UserTokens old, CancellationToken cancellationToken) => _tokens.RefreshAsync(old, cancellationToken);

    internal Task RevokeAsync(UserTokens tokens, CancellationToken cancellationToken) => _tokens.RevokeAsync(tokens, cancellationToken);

    // The page that closes the sign-in tells how it ended, so it comes last.
    private async Task<SignedIn> CompleteVisitAsync(PendingSignIn pending, LoopbackVisit visit, CancellationToken cancellationToken)
    {
        try
        {
            var signedIn = await CompleteAsync(pending, visit.Address, cancellationToken).ConfigureAwait(false);
            await visit.AnswerAsync(succeeded: true).ConfigureAwait(false);
            return signedIn;
        }
        catch
        {
            await visit.AnswerAsync(succeeded: false).ConfigureAwait(false);
            throw;
        }
    }
}
