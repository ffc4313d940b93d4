namespace Aos.Sdk;

/// <summary>
/// A store whose faults have our form, and whose tokens are those of this server and this client: what another one gave must not be
/// sent there.
/// </summary>
internal sealed class GuardedTokenStore(ITokenStore store, AosSettings settings) : ITokenStore
{
    public async ValueTask<UserTokens?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tokens = await store.ReadAsync(cancellationToken).ConfigureAwait(false);
            return tokens is not null && tokens.Issuer == settings.Issuer && tokens.ClientId == settings.ClientId ? tokens : null;
        }
        catch (Exception fault) when (IsForeign(fault))
        {
            throw Failed("read", fault);
        }
    }

    public async ValueTask WriteAsync(UserTokens? tokens, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(tokens, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsForeign(fault))
        {
            throw Failed("written", fault);
        }
    }

    public async ValueTask<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.LockAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsForeign(fault))
        {
            throw Failed("locked", fault);
        }
    }

    private static bool IsForeign(Exception fault) => fault is not (AosException or OperationCanceledException);

    private static AosException Failed(string what, Exception fault) => new(OneLine.Of($"The stored tokens could not be {what}: {fault.Message}"), "sdk.token-store", inner: fault);
}
