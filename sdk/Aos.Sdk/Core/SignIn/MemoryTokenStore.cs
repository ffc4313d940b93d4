namespace Aos.Sdk;

/// <summary>Keeps tokens in the memory of this process, such as those of one session of a web application on one machine.</summary>
public sealed class MemoryTokenStore : ITokenStore
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private volatile UserTokens? _tokens;

    /// <inheritdoc/>
    public ValueTask<UserTokens?> ReadAsync(CancellationToken cancellationToken) => new(_tokens);

    /// <inheritdoc/>
    public ValueTask WriteAsync(UserTokens? tokens, CancellationToken cancellationToken)
    {
        _tokens = tokens;
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Held(_oneAtATime);
    }

    private sealed class Held(SemaphoreSlim semaphore) : IAsyncDisposable
    {
        private SemaphoreSlim? _semaphore = semaphore;

        public ValueTask DisposeAsync()
        {
            Interlocked.Exchange(ref _semaphore, null)?.Release();
            return default;
        }
    }
}
