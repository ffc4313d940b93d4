using System.Text;
using Aos.Api.Platform.Jobs;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>A kind of job for tests: writes one line a piece and does what the test wants at each.</summary>
internal sealed class CountingJob : JobKind
{
    public override string Name => "counting";

    /// <summary>Runs before each piece, with its number from 0.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Pieces that were begun, also those that came to nothing.</summary>
    public int Begun => _begun;

    private int _begun;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _begun);
        await Before((int)work.Processed).WaitAsync(cancellation);
        var isLast = work.Processed + 1 >= work.Total;
        return new()
        {
            Result = Encoding.UTF8.GetBytes($"{work.Processed} after {work.Position ?? "nothing"}\n"),
            Processed = work.Processed < work.Total ? 1 : 0,
            Rows = 1,
            Values = work.Processed % 2 == 0 ? 1 : 0,
            Position = work.Processed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IsLast = isLast,
        };
    }

    /// <summary>The whole file of a job with so many pieces.</summary>
    public static string File(int pieces) =>
        string.Concat(Enumerable.Range(0, pieces).Select(i => $"{i} after {(i == 0 ? "nothing" : (i - 1).ToString(System.Globalization.CultureInfo.InvariantCulture))}\n"));
}
