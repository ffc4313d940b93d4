namespace Aos.Sdk;

/// <summary>How far a job is.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Percent">How much is done, 0 to 100.</param>
/// <param name="Processed">Rows that are done.</param>
/// <param name="Total">Rows in all; null while that is not known.</param>
/// <param name="EstimatedEndAt">When it will probably end; null while nobody can say.</param>
public sealed record JobProgress(JobStatus Status, int Percent, long Processed, long? Total, DateTimeOffset? EstimatedEndAt)
{
    internal static JobProgress Of(Job job) => new(job.Status, job.Progress, job.Processed, job.Total, job.EstimatedEndAt);
}
