using Aos.Api.Platform.Database;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Jobs;

/// <summary>
/// The workers of a node. They sleep until a notice says that a job was begun, or until one is due: a notice that got
/// lost costs time, not the job. At the end of the process running jobs are given back.
/// </summary>
internal sealed partial class JobWorker : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PauseIfTaken = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);
    private readonly JobQueue _queue;
    private readonly JobTurn _turn;
    private readonly RecurringWorks _recurring;
    private readonly JobKinds _kinds;
    private readonly int _workers;
    private readonly ILogger _logger;
    private TaskCompletionSource _notice = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JobWorker(JobQueue queue, JobTurn turn, RecurringWorks recurring, JobKinds kinds, IOptions<JobOptions> options, NotificationListener listener, ILogger<JobWorker> logger)
    {
        (_queue, _turn, _recurring, _kinds, _workers, _logger) = (queue, turn, recurring, kinds, options.Value.Workers, logger);
        listener.On(NotificationListener.JobsChannel, _ => Wake());
        listener.OnReconnect(Wake);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _workers == 0
        ? Task.CompletedTask
        : Task.WhenAll(Enumerable.Repeat(NextJobAsync, _workers).Append(_recurring.RunDueAsync).Select(work => LoopAsync(work, stoppingToken)));

    private void Wake() =>
        Interlocked.Exchange(ref _notice, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private async Task LoopAsync(Func<CancellationToken, Task<TimeSpan>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken first: a notice that comes during the work is not missed.
            var notice = Volatile.Read(ref _notice).Task;
            TimeSpan sleep;
            try
            {
                sleep = await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(_logger, fault.Message);
                sleep = PauseAfterFault;
            }

            if (sleep > TimeSpan.Zero)
                await notice.WaitAsync(sleep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // its timer ends with it
        }
    }

    /// <summary>Works on the job that is due, if there is one; returns the time to sleep.</summary>
    private async Task<TimeSpan> NextJobAsync(CancellationToken stoppingToken)
    {
        if (await _queue.ClaimAsync(_kinds.Names, stoppingToken) is { } job)
        {
            await _turn.RunAsync(job, stoppingToken);
            return TimeSpan.Zero;
        }

        return SleepUntil(await _queue.NextDueAsync(_kinds.Names, stoppingToken));
    }

    /// <summary>Time to sleep until a job is due. One that is due already and was not to be had is being taken by another.</summary>
    internal static TimeSpan SleepUntil(TimeSpan? due) => due switch
    {
        { } left when left <= TimeSpan.Zero => PauseIfTaken,
        { } left when left < LongestSleep => left + ShortestSleep,
        _ => LongestSleep,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker of jobs pauses: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
