namespace Aos.Bench.Measuring;

/// <summary>One kind of call that is measured again and again.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Address">Server.</param>
/// <param name="Script">Script of wrk.</param>
/// <param name="Connections">Connections at the same time.</param>
internal sealed record Case(string Name, string Address, string Script, int Connections)
{
    private readonly List<Sample> _samples = [];

    /// <summary>Median over the rounds of answers a second.</summary>
    public double PerSecond => Median(_samples.Select(sample => sample.PerSecond));

    /// <summary>Median over the rounds of the median latency.</summary>
    public double MedianMs => Median(_samples.Select(sample => sample.MedianMs));

    /// <summary>Median over the rounds of the 99th percentile.</summary>
    public double P99Ms => Median(_samples.Select(sample => sample.P99Ms));

    public Task WarmAsync(int seconds) => Wrk.RunAsync(Script, Address, Connections, seconds);

    public async Task MeasureAsync(int seconds) => _samples.Add(await Wrk.RunAsync(Script, Address, Connections, seconds));

    /// <summary>Median of the ratios that were measured in the same round, so that what disturbs a round disturbs both.</summary>
    public double Against(Case reference, Func<Sample, double> figure) =>
        Median(_samples.Zip(reference._samples, (mine, theirs) => figure(mine) / figure(theirs)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
