namespace Aos.Api.Platform.Jobs;

/// <summary>
/// One kind of long work. An area derives one class from it and registers that with <see cref="JobsModule.AddJobKind{T}"/>;
/// everything else (queue, leases, progress, cancelling, the result) is done here.
/// </summary>
/// <remarks>
/// A piece may be begun again when a worker dies in the middle of it, on another node. So <see cref="RunAsync"/> changes
/// nothing by itself: what it returns is stored together with the progress, or not at all.
/// </remarks>
internal abstract class JobKind
{
    /// <summary>Name of the kind in the contract, in lower camel case.</summary>
    public abstract string Name { get; }

    /// <summary>Time for which a result is kept.</summary>
    public virtual TimeSpan ResultLife => TimeSpan.FromDays(7);

    /// <summary>Does the next piece, a second's work or so.</summary>
    /// <param name="work">The job and where it stands.</param>
    /// <param name="cancellation">Ends when the lease is lost or the node stops.</param>
    /// <exception cref="Errors.ProblemException">The job cannot be done; it fails with this problem and is not tried again.</exception>
    public abstract Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation);
}

/// <summary>A job and where it stands.</summary>
internal sealed class JobWork(JobRow row, JobParts parts)
{
    /// <summary>Id of the job.</summary>
    public Guid Id => row.Id;

    /// <summary>Data set that its owner reads.</summary>
    public Identity.Tokens.DataSet DataSet => (Identity.Tokens.DataSet)row.DataSet;

    /// <summary>Language of texts.</summary>
    public string Language => row.Language;

    /// <summary>Id of the request that began it.</summary>
    public string RequestId => row.RequestId;

    /// <summary>Path of the job, for what refers to it.</summary>
    public string Path => JobPaths.Of(row);

    /// <summary>What was asked for, as JSON of the kind.</summary>
    public string Input => row.Input;

    /// <summary>Rows that are done.</summary>
    public long Processed => row.Processed;

    /// <summary>Rows of the whole job, where that is known.</summary>
    public long? Total => row.Total;

    /// <summary>What the last piece left for this one.</summary>
    public string? Position => row.Position;

    /// <summary>True until the first byte of the result is stored.</summary>
    public bool IsFirst => row.ResultBytes == 0;

    /// <summary>The part of the uploaded input that begins with the next row.</summary>
    public Task<byte[]?> ReadInputAsync(CancellationToken cancellation) => parts.ReadInputAsync(row.Id, row.Processed, cancellation);
}

/// <summary>What a piece of work made.</summary>
internal sealed record JobPiece
{
    /// <summary>Next bytes of the result.</summary>
    public required ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>Rows of the input that are done by it.</summary>
    public required int Processed { get; init; }

    /// <summary>Rows of the result.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of the result that hold a value.</summary>
    public required int Values { get; init; }

    /// <summary>Rows of the whole job, when a piece finds them out.</summary>
    public long? Total { get; init; }

    /// <summary>Where the next piece begins, if the number of rows does not say it.</summary>
    public string? Position { get; init; }

    /// <summary>True when the job is done.</summary>
    public required bool IsLast { get; init; }
}
