namespace Aos.Api.Platform.Database;

/// <summary>
/// Puts requests that wait at the same time into one statement. The first runs at once; while it runs, the next ones
/// gather and then run together. Each hears its answer when the statement has been committed, and not before.
/// </summary>
internal sealed class Gathering<TItem, TResult>(Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> run)
{
    private const int Most = 256;
    private readonly Lock _lock = new();
    private readonly Queue<(TItem Item, TaskCompletionSource<TResult> Answer)> _waiting = new();
    private bool _isRunning;

    /// <summary>Adds one item and waits for its answer.</summary>
    public Task<TResult> RunAsync(TItem item)
    {
        var answer = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Enqueue((item, answer));
            if (_isRunning)
                return answer.Task;
            _isRunning = true;
        }

        // The statement serves many requests: it belongs to the trace of none.
        using (ExecutionContext.SuppressFlow())
            _ = RunAllAsync();
        return answer.Task;
    }

    private async Task RunAllAsync()
    {
        for (var batch = Take(); batch.Count > 0; batch = Take())
        {
            try
            {
                var results = await run([.. batch.Select(one => one.Item)]);
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Answer.SetResult(results[i]);
            }
            catch (Exception fault)
            {
                foreach (var (_, answer) in batch)
                    answer.TrySetException(fault);
            }
        }
    }

    private List<(TItem Item, TaskCompletionSource<TResult> Answer)> Take()
    {
        lock (_lock)
        {
            var batch = new List<(TItem, TaskCompletionSource<TResult>)>(Math.Min(_waiting.Count, Most));
            while (batch.Count < Most && _waiting.TryDequeue(out var one))
                batch.Add(one);
            _isRunning = batch.Count > 0;
            return batch;
        }
    }
}
