using System.Runtime.CompilerServices;

namespace Aos.Sdk;

/// <summary>Cuts any number of keys into batches that the API takes, keeps a few on their way, and gives the results in the order of the keys.</summary>
internal static class AosBatch
{
    public const int Size = 1000;
    public const int AtOnce = 4;

    /// <summary>What is meant for one request only cannot be that of several.</summary>
    public static AosRequestOptions? ForEach(AosRequestOptions? options) => options is null ? null : options with { IdempotencyKey = null, RequestId = null };

    public static async IAsyncEnumerable<TResult> RunAsync<TResult>(
        IAsyncEnumerable<string> keys, int atOnce, Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<TResult>>> send,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atOnce);
        // Ends what is on its way when the loop breaks or one batch fails.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<IReadOnlyList<TResult>>>();
        try
        {
            await foreach (var batch in BatchesAsync(keys, ended.Token).ConfigureAwait(false))
            {
                running.Enqueue(send(batch, ended.Token));
                if (running.Count < atOnce)
                    continue;
                foreach (var result in await running.Dequeue().ConfigureAwait(false))
                    yield return result;
            }
            while (running.TryDequeue(out var batch))
            {
                foreach (var result in await batch.ConfigureAwait(false))
                    yield return result;
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    public static async IAsyncEnumerable<string> Async(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var key in keys)
            yield return key;
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> BatchesAsync(IAsyncEnumerable<string> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<string>(Size);
        await foreach (var key in keys.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(key);
            if (batch.Count < Size)
                continue;
            yield return batch;
            batch = new List<string>(Size);
        }
        if (batch.Count > 0)
            yield return batch;
    }
}
