namespace Aos.Sdk;

/// <summary>A job ended without a result: it failed, or it was cancelled.</summary>
/// <param name="job">The job as it ended.</param>
public sealed class AosJobException(Job job) : AosException(MessageOf(job), CodeOf(job), job.Problem?.RequestId)
{
    /// <summary>The job as it ended; <see cref="Job.Problem"/> tells why it failed.</summary>
    public Job Job { get; } = job;

    private static string CodeOf(Job job) =>
        job.Status == JobStatus.Cancelled ? "sdk.job-cancelled" : job.Problem?.Code is { Length: > 0 } code ? code : "sdk.job-failed";

    private static string MessageOf(Job job) => job.Status == JobStatus.Cancelled
        ? $"The job {job.Id} was cancelled."
        : OneLine.Of($"The job {job.Id} failed, {CodeOf(job)}: {job.Problem?.Detail ?? job.Problem?.Title ?? "no reason was told"} (see {job.Problem?.Type ?? "the job"})");
}
