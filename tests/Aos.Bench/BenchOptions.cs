namespace Aos.Bench;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchOptions
{
    /// <summary>Vehicles of the small data set, against which growth is measured.</summary>
    public const int SmallVehicles = 100_000;

    public int Vehicles { get; init; }
    public int Rounds { get; init; }
    public int Seconds { get; init; }
    public int WarmSeconds { get; init; }
    public required string[] Only { get; init; }
    public required string Directory { get; init; }

    /// <summary>Connections that call at the same time.</summary>
    public int Connections { get; init; } = 32;

    public bool Wants(string section) => Only.Length == 0 || Only.Contains(section, StringComparer.Ordinal);
}
