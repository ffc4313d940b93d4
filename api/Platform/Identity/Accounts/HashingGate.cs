namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Lets as many passwords be hashed at once as there are cores; a few more wait, the rest is turned away.</summary>
internal sealed class HashingGate : IDisposable
{
    /// <summary>Requests that may wait.</summary>
    public const int MaxWaiting = 32;

    private readonly SemaphoreSlim _places = new(Environment.ProcessorCount);
    private int _waiting;

    /// <summary>A turn, to be disposed of when the hashing is done; null if too many wait already.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        if (_places.Wait(0, CancellationToken.None))
            return new Turn(_places);
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _places.WaitAsync(cancellation);
            return new Turn(_places);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    private sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Release();
        }
    }
}
