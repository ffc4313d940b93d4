namespace Aos.Api.Platform.Telemetry;

/// <summary>Bucket bounds by unit: fine where our answers are (below a millisecond to a second), coarse up to five minutes.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private static readonly double[] Bytes = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576];

    private static readonly double[] Counts = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];

    /// <summary>Bounds for a metric, by the unit at the end of its Prometheus name.</summary>
    internal static double[] Of(string name) =>
        name.EndsWith("_seconds", StringComparison.Ordinal) ? Seconds
        : name.EndsWith("_bytes", StringComparison.Ordinal) ? Bytes
        : Counts;
}
