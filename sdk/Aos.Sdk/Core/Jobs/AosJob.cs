using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>
/// A long work of the API. Keep <see cref="Id"/>: any process of the same client can go on with it, with the method whose name
/// begins with <c>Resume</c>. The work goes on when nobody waits.
/// </summary>
/// <typeparam name="T">Type of the rows of the result.</typeparam>
public sealed class AosJob<T> where T : class
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly AosTransport _transport;
    private readonly string _jobsPath;
    private readonly JsonTypeInfo<T> _itemType;
    private TimeSpan? _pause;

    internal AosJob(AosTransport transport, string jobsPath, JsonTypeInfo<T> itemType, Guid id, Job? state, TimeSpan? pause) =>
        (_transport, _jobsPath, _itemType, Id, State, _pause) = (transport, jobsPath, itemType, id, state, pause);

    /// <summary>Id of the job.</summary>
    public Guid Id { get; }

    /// <summary>The job as it was read last; null after resuming, before anything was read.</summary>
    public Job? State { get; private set; }

    /// <summary>Reads how the job stands.</summary>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="AosNotFoundException">There is no such job.</exception>
    public async Task<Job> RefreshAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _transport.SendAsync(Call("GetJob", HttpMethod.Get, ""), CoreJson.Default.Job, cancellationToken).ConfigureAwait(false);
        _pause = answer.RetryAfter;
        return State = answer.Value;
    }

    /// <summary>Waits until the job has succeeded. Asks as often as the API wants, and less often the longer it lasts.</summary>
    /// <param name="progress">Hears each change.</param>
    /// <param name="cancellationToken">Ends the waiting at once; the job itself goes on.</param>
    /// <returns>The job, with what is known of its result.</returns>
    /// <exception cref="AosJobException">The job failed or was cancelled.</exception>
    /// <exception cref="AosNotFoundException">There is no such job.</exception>
    public async Task<Job> WaitAsync(IProgress<JobProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        JobProgress? told = null;
        var pause = FirstPause;
        for (var job = State ?? await RefreshAsync(cancellationToken).ConfigureAwait(false); ; job = await RefreshAsync(cancellationToken).ConfigureAwait(false))
        {
            var now = JobProgress.Of(job);
            if (now != told)
                progress?.Report(told = now);
            if (job.Status.IsFinal)
                return job.Status == JobStatus.Succeeded ? job : throw new AosJobException(job);
            await Task.Delay(_pause is { } asked && asked < LongestPause ? asked : pause, _transport.Settings.Clock, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>Cancels the job. What it did so far is thrown away.</summary>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="AosConflictException">The job has ended already.</exception>
    public async Task CancelAsync(CancellationToken cancellationToken = default) =>
        State = await _transport.ReadAsync(Call("CancelJob", HttpMethod.Post, "/cancellations"), CoreJson.Default.Job, cancellationToken).ConfigureAwait(false);

    /// <summary>The rows of the result one by one, read from the connection. The job must have succeeded, with NDJSON as its result.</summary>
    /// <param name="cancellationToken">Ends the reading at once.</param>
    /// <exception cref="AosConflictException">There is no result yet.</exception>
    /// <exception cref="InvalidOperationException">The result has another form; download it.</exception>
    public async IAsyncEnumerable<T> ReadResultAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var file = await OpenResultAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = file.ConfigureAwait(false);
        await foreach (var row in NdjsonRows.ReadAsync(file, _itemType, cancellationToken).ConfigureAwait(false))
            yield return row;
    }

    /// <summary>Opens the file with the result.</summary>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <exception cref="AosConflictException">There is no result yet.</exception>
    public Task<AosFile> OpenResultAsync(CancellationToken cancellationToken = default) =>
        _transport.OpenAsync(Call("GetJobResult", HttpMethod.Get, "/result"), cancellationToken);

    /// <summary>Writes the file with the result to a path; goes on where the connection broke, and checks the digest.</summary>
    /// <param name="path">Where to write; an existing file is replaced.</param>
    /// <param name="progress">Hears the number of bytes so far.</param>
    /// <param name="cancellationToken">Ends the download at once.</param>
    /// <exception cref="AosConflictException">There is no result yet.</exception>
    public async Task DownloadResultAsync(string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var file = await OpenResultAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = file.ConfigureAwait(false);
        await file.DownloadAsync(path, progress, cancellationToken).ConfigureAwait(false);
    }

    private AosCall Call(string operation, HttpMethod method, string rest) =>
        new(new AosOperation(operation, method, $"{_jobsPath}/{{id}}{rest}"), $"{_jobsPath}/{Id}{rest}", null);
}
