using System.Numerics;

namespace Aos.Api.VehicleIdentification.Types;

/// <summary>Sets of types as bits, by their place in the index.</summary>
internal static class TypeBits
{
    public static void Set(this ulong[] bits, int place) => bits[place >> 6] |= 1UL << (place & 63);

    public static bool Has(this ulong[] bits, int place) => (bits[place >> 6] & (1UL << (place & 63))) != 0;

    public static void Add(this ulong[] bits, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= others[i];
    }

    public static void Keep(this Span<ulong> bits, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= others[i];
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    public static int CountBoth(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> others)
    {
        var count = 0;
        for (var i = 0; i < bits.Length; i++)
            count += BitOperations.PopCount(bits[i] & others[i]);
        return count;
    }
}
