namespace Aos.Api.Platform.Jobs;

/// <summary>Does the rows of recurring work one by one: one that fails is logged and left for the next hour, and holds up no other.</summary>
internal sealed partial class RowWork(ILogger<RowWork> logger)
{
    /// <summary>Does every row once.</summary>
    /// <param name="work">Name of the work, for the log.</param>
    /// <param name="findAsync">Ids of some rows that are due, except those given; none when there are no more.</param>
    /// <param name="actAsync">Does one row, in a transaction of its own.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(string work, Func<Guid[], Task<IReadOnlyList<Guid>>> findAsync, Func<Guid, Task> actAsync, CancellationToken cancellation)
    {
        var seen = new List<Guid>();
        while (await findAsync([.. seen]) is { Count: > 0 } found)
            foreach (var id in found)
            {
                seen.Add(id);
                await TryAsync(work, id, () => actAsync(id), cancellation);
            }
    }

    /// <summary>Does one row, for work that knows all its rows from the beginning.</summary>
    /// <param name="work">Name of the work, for the log.</param>
    /// <param name="id">Id of the row, for the log.</param>
    /// <param name="actAsync">Does it, in a transaction of its own.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task TryAsync(string work, Guid id, Func<Task> actAsync, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await actAsync();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            LogFault(logger, fault, work, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Recurring work {Work} failed for {Id} and tries it again in an hour")]
    private static partial void LogFault(ILogger logger, Exception exception, string work, Guid id);
}
