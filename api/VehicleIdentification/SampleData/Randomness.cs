namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>
/// Numbers that look random and are the same on every machine and framework: SplitMix64. The framework's own generator
/// may change between versions, and then the committed sample data would, too.
/// </summary>
internal sealed class Randomness(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to, but not including, the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A whole number between two others, both possible.</summary>
    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>Fills with decimal digits.</summary>
    public void Digits(Span<byte> digits)
    {
        foreach (ref var digit in digits)
            digit = (byte)('0' + Below(10));
    }

    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Below(last.DayNumber - first.DayNumber + 1));

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
