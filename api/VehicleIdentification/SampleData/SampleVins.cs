using System.Text;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>
/// Makes VINs that are well formed and have the right check digit everywhere. Within the serials of a plant, 3.3 million,
/// their last seven characters never repeat; beyond, position 8 counts up, so that the whole VIN never does.
/// </summary>
internal sealed class SampleVins
{
    private const string Letters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string ModelYears = "ABCDEFGHJKLMNPRSTVWXY123456789"; // from 1980 on, over and over
    private const int SerialsPerPlant = 33 * 100_000;
    private const int Stride = 7919; // has no divisor in common with the count above: every serial comes once
    private const int RoundPlace = 7;
    private const int CheckPlace = 8;

    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    private readonly long[] _used = new long[128];
    private readonly HashSet<(byte Plant, int Serial)> _reserved;

    /// <param name="fixedVins">VINs that are in the data anyway: nothing else gets their last seven.</param>
    public SampleVins(IEnumerable<string> fixedVins) => _reserved = [.. fixedVins
        .Where(vin => vin[12..].All(char.IsAsciiDigit))
        .Select(vin => ((byte)vin[10], Letters.IndexOf(vin[11]) * 100_000 + int.Parse(vin[12..], System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>Writes the next VIN of a model from a plant.</summary>
    public void Next(SampleModel model, byte plant, DateOnly producedOn, Span<byte> vin)
    {
        int serial;
        long count;
        do
        {
            count = ++_used[plant];
            serial = (int)(count * Stride % SerialsPerPlant);
        }
        while (_reserved.Contains((plant, serial)));
        model.Wmi.CopyTo(vin);
        model.TypeKey.CopyTo(vin[3..]);
        vin[RoundPlace] = (byte)Letters[(int)(count / SerialsPerPlant)];
        vin[CheckPlace] = (byte)'0';
        vin[9] = YearOf(model.Seed, producedOn);
        vin[10] = plant;
        vin[11] = (byte)Letters[serial / 100_000];
        for (var (place, rest) = (16, serial % 100_000); place > 11; place--, rest /= 10)
            vin[place] = (byte)('0' + rest % 10);
        vin[CheckPlace] = CheckDigit(vin);
    }

    /// <summary>The VIN of a model with these last seven characters.</summary>
    public static string Of(ModelSeed model, string tail, DateOnly producedOn)
    {
        var vin = Encoding.ASCII.GetBytes($"{model.Wmi}{model.TypeKey}00{(char)YearOf(model, producedOn)}{tail}");
        vin[CheckPlace] = CheckDigit(vin);
        return Encoding.ASCII.GetString(vin);
    }

    public static char CheckDigit(string vin) => (char)CheckDigit(Encoding.ASCII.GetBytes(vin));

    /// <summary>Only vehicles for North America carry a model year; it begins in summer.</summary>
    private static byte YearOf(ModelSeed model, DateOnly producedOn) =>
        model.Market == "USA" ? (byte)ModelYears[(producedOn.AddMonths(5).Year - 1980) % ModelYears.Length] : (byte)'0';

    private static byte CheckDigit(ReadOnlySpan<byte> vin)
    {
        var sum = 0;
        for (var place = 0; place < vin.Length; place++)
            sum += Weights[place] * ValueOf(vin[place]);
        return sum % 11 == 10 ? (byte)'X' : (byte)('0' + sum % 11);
    }

    private static int ValueOf(byte letter) => letter switch
    {
        <= (byte)'9' => letter - '0',
        <= (byte)'H' => letter - 'A' + 1,
        <= (byte)'R' => letter - 'J' + 1,
        _ => letter - 'S' + 2,
    };
}
