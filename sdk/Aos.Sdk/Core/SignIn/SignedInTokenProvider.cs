namespace Aos.Sdk;

/// <summary>
/// Access tokens of a person who signed in. It renews them when 80 % of their life are over or the API refused one, once for all that wait,
/// and stores new ones before it gives them out. Several providers, also in several processes, may share one store.
/// </summary>
public sealed class SignedInTokenProvider : ITokenProvider
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private readonly ITokenStore _store;
    private volatile UserTokens? _tokens;
    private long _notBefore;
    private Task<UserTokens>? _renewal;

    /// <summary>Tokens of one person.</summary>
    /// <param name="signIn">The client that signed the person in.</param>
    /// <param name="store">Where the tokens are kept.</param>
    public SignedInTokenProvider(AosSignIn signIn, ITokenStore store)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        ArgumentNullException.ThrowIfNull(store);
        SignIn = signIn;
        _store = new GuardedTokenStore(store, signIn.Settings);
    }

    internal AosSignIn SignIn { get; }

    private DateTimeOffset Now => SignIn.Settings.Clock.GetUtcNow();

    /// <summary>Keeps the tokens of a person who just signed in; those that were kept before are forgotten.</summary>
    /// <param name="signedIn">What signing in gave.</param>
    /// <param name="cancellationToken">Ends the storing.</param>
    public async Task SaveAsync(SignedIn signedIn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        await using var held = (await _store.LockAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await _store.WriteAsync(signedIn.Tokens, cancellationToken).ConfigureAwait(false);
        _tokens = signedIn.Tokens;
    }

    /// <summary>The stored tokens, as they are; null if nobody is signed in to this server with this client.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<UserTokens?> FindAsync(CancellationToken cancellationToken = default) => await _store.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="AosSignInRequiredException">Nobody is signed in, or the sign-in has ended.</exception>
    public async ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_tokens is { } tokens && IsFresh(tokens, rejectedToken))
                return tokens.AccessToken;
            Task<UserTokens> renewal;
            lock (_gate)
                renewal = _renewal ??= Task.Run(() => RenewAsync(rejectedToken), CancellationToken.None);
            // A caller that goes away does not stop the renewal: what the server gave has to be stored, because the old token is used up.
            tokens = await renewal.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (tokens.AccessToken != rejectedToken)
                return tokens.AccessToken;
        }
    }

    /// <summary>Asks who the person is, as the server knows it now.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<UserInfo> GetUserInfoAsync(CancellationToken cancellationToken = default)
    {
        await GetTokenAsync(null, cancellationToken).ConfigureAwait(false);
        var tokens = _tokens ?? throw NobodyIsSignedIn();
        return await SignIn.GetUserInfoAsync(tokens, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Signs out: forgets the tokens and tells the server to end them. Nothing happens if nobody is signed in.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task SignOutAsync(CancellationToken cancellationToken = default)
    {
        await using var held = (await _store.LockAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var tokens = await _store.ReadAsync(cancellationToken).ConfigureAwait(false);
        _tokens = null;
        if (tokens is null)
            return;
        // Here first: whatever the network does, this machine has signed out.
        await _store.WriteAsync(null, cancellationToken).ConfigureAwait(false);
        await SignIn.RevokeAsync(tokens, cancellationToken).ConfigureAwait(false);
    }

    private static AosSignInRequiredException NobodyIsSignedIn() => new("Nobody is signed in; sign in first.");

    private bool IsFresh(UserTokens tokens, string? rejectedToken) =>
        tokens.AccessToken != rejectedToken && (Now < tokens.RenewAt || (Now < tokens.ExpiresAt && Now.UtcTicks < Interlocked.Read(ref _notBefore)));

    private async Task<UserTokens> RenewAsync(string? rejectedToken)
    {
        try
        {
            return _tokens = await StoredOrNewAsync(rejectedToken).ConfigureAwait(false);
        }
        catch (AosSignInRequiredException)
        {
            _tokens = null;
            throw;
        }
        finally
        {
            lock (_gate)
                _renewal = null;
        }
    }

    private async Task<UserTokens> StoredOrNewAsync(string? rejectedToken)
    {
        // Without the lock first: mostly somebody else has stored new ones already.
        if (await _store.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } stored && IsFresh(stored, rejectedToken))
            return stored;
        await using var held = (await _store.LockAsync(CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        var old = await _store.ReadAsync(CancellationToken.None).ConfigureAwait(false)
            ?? throw NobodyIsSignedIn();
        var isUsable = old.AccessToken != rejectedToken && Now < old.ExpiresAt;
        if (IsFresh(old, rejectedToken) || (isUsable && old.RefreshToken is null))
            return old;
        if (old.RefreshToken is null)
            throw new AosSignInRequiredException("The access token has ended, and there is no refresh token, because the client may not renew (grant refreshToken); sign in again.");
        return await RefreshAsync(old, isUsable).ConfigureAwait(false);
    }

    private async Task<UserTokens> RefreshAsync(UserTokens old, bool isUsable)
    {
        try
        {
            var fresh = await SignIn.RefreshAsync(old, CancellationToken.None).ConfigureAwait(false);
            await _store.WriteAsync(fresh, CancellationToken.None).ConfigureAwait(false);
            return fresh;
        }
        catch (AosValidationException refusal) when (refusal.Code == "invalid_grant")
        {
            await _store.WriteAsync(null, CancellationToken.None).ConfigureAwait(false);
            throw new AosSignInRequiredException("The sign-in has ended: it was withdrawn or ran out; sign in again.", refusal);
        }
        catch (AosException fault) when (isUsable && fault is AosConnectionException or AosTimeoutException or AosServerException or AosRateLimitException)
        {
            // The old token still has a fifth of its life.
            Interlocked.Exchange(ref _notBefore, (Now + PauseAfterFailure).UtcTicks);
            return old;
        }
    }
}
