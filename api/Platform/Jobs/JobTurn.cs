using System.Security.Cryptography;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Telemetry;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Jobs;

/// <summary>Works on a claimed job until it is done or its turn is over, and says what became of it.</summary>
internal sealed partial class JobTurn(JobQueue queue, JobParts parts, JobSweep sweep, JobKinds kinds, IOptions<JobOptions> options, TimeProvider time, ILogger<JobTurn> logger)
{
    /// <summary>Attempts at the same piece before the job fails.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Hours that a job may take from its first piece on.</summary>
    public const int MaxHours = 12;

    private const int LongestPauseSeconds = 60;

    /// <summary>Works on the job while its lease holds.</summary>
    public async Task RunAsync(JobRow job, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = RenewAsync(job, held);
        var progress = new Progress { Attempts = job.Attempts };
        try
        {
            await WorkAsync(job, progress, held.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.ReturnAsync(job, TimeSpan.Zero, isAttempt: false);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            LogLost(logger, job.Id);
        }
        catch (ProblemException problem)
        {
            await EndAsync(job, "failed", StoredProblem.Of(problem.Error, problem.Arguments));
        }
        catch (Exception fault)
        {
            await TryAgainAsync(job, progress.Attempts, fault);
        }
        finally
        {
            await held.CancelAsync();
            await renewal;
        }
    }

    private async Task WorkAsync(JobRow job, Progress progress, CancellationToken cancellation)
    {
        if (job.Attempts > MaxAttempts && !job.CancelRequested)
            throw JobErrors.Failed.With(MaxAttempts);
        var kind = kinds.Get(job.Kind);
        var began = time.GetTimestamp();
        while (!job.CancelRequested)
        {
            if (time.GetUtcNow() - job.StartedAt!.Value > TimeSpan.FromHours(MaxHours))
                throw JobErrors.TookTooLong.With(MaxHours);
            var piece = await kind.RunAsync(new(job, parts), cancellation);
            if (await queue.CommitAsync(job, piece, cancellation) is not { } moved)
                return;
            (job, progress.Attempts) = (moved, 0);
            AosMeters.JobRowsDone(job.Kind, piece.Processed);
            if (piece.IsLast && !job.CancelRequested)
            {
                await FinishAsync(job, cancellation);
                return;
            }

            if (!piece.IsLast && time.GetElapsedTime(began).TotalSeconds > options.Value.TurnSeconds && !job.CancelRequested)
            {
                await queue.ReturnAsync(job, TimeSpan.Zero, isAttempt: false);
                return;
            }
        }

        await EndAsync(job, "cancelled", problem: null);
    }

    /// <summary>The digest is made from what is stored, so that it is right whoever made which part.</summary>
    private async Task FinishAsync(JobRow job, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var part in parts.ReadResultAsync(job.Id, 0, job.ResultBytes, cancellation))
            hash.AppendData(part.Span);
        if (!await queue.SucceedAsync(job, hash.GetHashAndReset(), kinds.Get(job.Kind).ResultLife, cancellation))
        {
            // Cancelled while the digest was made; if the lease is lost instead, this does nothing.
            await EndAsync(job, "cancelled", problem: null);
            return;
        }

        AosMeters.JobEnded(job.Kind, "succeeded");
        await sweep.RemovePartsAsync(job.Id, onlyInput: true, cancellation);
    }

    private async Task EndAsync(JobRow job, string state, StoredProblem? problem, string? error = null)
    {
        if (!await queue.EndAsync(job, state, problem, error))
            return;
        AosMeters.JobEnded(job.Kind, state);
        await sweep.RemovePartsAsync(job.Id, onlyInput: false, CancellationToken.None);
    }

    private async Task TryAgainAsync(JobRow job, int attempts, Exception fault)
    {
        LogFault(logger, fault, job.Kind, job.Id, attempts);
        var error = $"{fault.GetType().Name}: {fault.Message}";
        if (attempts >= MaxAttempts)
        {
            await EndAsync(job, "failed", StoredProblem.Of(JobErrors.Failed, MaxAttempts), error);
            return;
        }

        AosMeters.JobRetried(job.Kind);
        await queue.ReturnAsync(job, TimeSpan.FromSeconds(Math.Min(LongestPauseSeconds, 1 << attempts)), isAttempt: true, error);
    }

    /// <summary>Renews the lease three times in its life; ends the work when another has the job.</summary>
    private async Task RenewAsync(JobRow job, CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds / 3d));
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
                if (!await queue.RenewAsync(job, held.Token))
                    await held.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The turn is over.
        }
        catch (Exception fault)
        {
            // Without its lease a commit is refused; whether it still holds is asked there.
            LogNotRenewed(logger, job.Id, fault.Message);
        }
    }

    private sealed class Progress
    {
        public int Attempts { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} is worked on by another: its lease ended.")]
    private static partial void LogLost(ILogger logger, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {Job} was not renewed: {Reason}")]
    private static partial void LogNotRenewed(ILogger logger, Guid job, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A piece of job {Kind} {Job} failed, attempt {Attempt}")]
    private static partial void LogFault(ILogger logger, Exception exception, string kind, Guid job, int attempt);
}
