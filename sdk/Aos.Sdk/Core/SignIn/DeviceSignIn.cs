namespace Aos.Sdk;

/// <summary>A sign-in with another device that was begun (RFC 8628). Show <see cref="UserCode"/> and <see cref="VerificationUri"/>, then wait.</summary>
public sealed class DeviceSignIn
{
    // RFC 8628 §3.2 and §3.5.
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    private readonly string _deviceCode;
    private readonly string _scopes;
    private readonly TokenRequests _tokens;
    private readonly TimeProvider _clock;
    private TimeSpan _interval;

    internal DeviceSignIn(DeviceAnswer answer, string scopes, DateTimeOffset startedAt, TokenRequests tokens, TimeProvider clock)
    {
        (_deviceCode, _scopes, _tokens, _clock) = (answer.DeviceCode, scopes, tokens, clock);
        _interval = answer.Interval is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : UsualInterval;
        UserCode = answer.UserCode;
        VerificationUri = answer.VerificationUri;
        VerificationUriComplete = answer.VerificationUriComplete;
        ExpiresAt = startedAt + TimeSpan.FromSeconds(answer.ExpiresIn);
    }

    /// <summary>Code that the person enters on the page, such as <c>WDJB-MJHT</c>.</summary>
    public string UserCode { get; }

    /// <summary>Address of the page, to be opened on any device.</summary>
    public Uri VerificationUri { get; }

    /// <summary>The address with the code in it, for a link or a QR code; null if the server has none.</summary>
    public Uri? VerificationUriComplete { get; }

    /// <summary>When the code ends.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Waits until the person has confirmed, as often asking as the server wants to be asked. Called once.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The tokens, and who it is.</returns>
    /// <exception cref="AosSignInDeniedException">The person said no.</exception>
    /// <exception cref="AosSignInExpiredException">The person did not confirm in time.</exception>
    /// <exception cref="AosSignInException">The server refused, or its answer cannot be trusted.</exception>
    public async Task<SignedIn> WaitAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await Task.Delay(_interval, _clock, cancellationToken).ConfigureAwait(false);
            if (_clock.GetUtcNow() >= ExpiresAt)
                throw new AosSignInExpiredException("The code was not confirmed in time.", "expired_token");
            try
            {
                return await _tokens.PollAsync(_deviceCode, _scopes, cancellationToken).ConfigureAwait(false);
            }
            catch (AosException fault) when (NextInterval(fault) is { } interval)
            {
                _interval = interval;
            }
        }
    }

    // Null ends the waiting. A server that does not answer is asked less and less often.
    private TimeSpan? NextInterval(AosException fault) => fault switch
    {
        { Code: "authorization_pending" } => _interval,
        { Code: "slow_down" } => _interval + SlowDown,
        AosRateLimitException { RetryAfter: { } wait } => wait > _interval ? wait : _interval,
        AosConnectionException or AosTimeoutException or AosServerException or AosRateLimitException => _interval > LongestInterval / 2 ? LongestInterval : _interval * 2,
        _ => null,
    };
}
