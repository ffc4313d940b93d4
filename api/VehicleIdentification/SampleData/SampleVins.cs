namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Makes VINs that are well formed, have the right check digit everywhere, and never repeat their last seven.</summary>
internal sealed class SampleVins
{
    private const string Letters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string ModelYears = "ABCDEFGHJKLMNPRSTVWXY123456789"; // from 1980 on, over and over
    private const int SerialsPerPlant = 33 * 100_000;
    private const int Stride = 7919; // has no divisor in common with the count above: every serial comes once

    private static readonly int[] Weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    private readonly Dictionary<string, int> _used = [];
    private readonly HashSet<string> _reserved;

    /// <param name="fixedVins">VINs that are in the data anyway: nothing else gets their last seven.</param>
    public SampleVins(IEnumerable<string> fixedVins) => _reserved = [.. fixedVins.Select(vin => vin[10..])];

    public string Next(ModelSeed model, string plant, DateOnly producedOn)
    {
        string tail;
        do
        {
            var count = _used[plant] = _used.GetValueOrDefault(plant) + 1;
            var serial = (int)((long)count * Stride % SerialsPerPlant);
            tail = $"{plant}{Letters[serial / 100_000]}{serial % 100_000:D5}";
        }
        while (_reserved.Contains(tail));
        return Of(model, tail, producedOn);
    }

    /// <summary>The VIN of a model with these last seven characters.</summary>
    public static string Of(ModelSeed model, string tail, DateOnly producedOn)
    {
        // Only vehicles for North America carry a model year; it begins in summer.
        var year = model.Market == "USA" ? ModelYears[(producedOn.AddMonths(5).Year - 1980) % ModelYears.Length] : '0';
        var vin = $"{model.Wmi}{model.TypeKey}00{year}{tail}";
        return $"{vin[..8]}{CheckDigit(vin)}{vin[9..]}";
    }

    public static char CheckDigit(string vin)
    {
        var sum = 0;
        for (var place = 0; place < vin.Length; place++)
            sum += Weights[place] * ValueOf(vin[place]);
        return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
    }

    private static int ValueOf(char letter) => letter switch
    {
        <= '9' => letter - '0',
        <= 'H' => letter - 'A' + 1,
        <= 'R' => letter - 'J' + 1,
        _ => letter - 'S' + 2,
    };
}
