namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Chooses options that can stand together on one vehicle.</summary>
internal sealed class SampleEquipment(Randomness random)
{
    private const int RetrofitPercent = 5;
    private const int Most = 64;

    // A place holds the number of the vehicle that took it last: nothing has to be cleared.
    private readonly int[] _takenOptions = new int[Seeds.Options.Count];
    private readonly int[] _takenGroups = new int[SampleModel.GroupCount];
    private readonly int[] _codes = new int[Most];
    private readonly (int Code, DateOnly FittedOn)[] _retrofits = new (int, DateOnly)[2];
    private int _count;
    private int _retrofitCount;
    private int _vehicle;

    /// <summary>Codes of the options, in their order.</summary>
    public ReadOnlySpan<int> Options => _codes.AsSpan(0, _count);

    /// <summary>Retrofits in order of their codes; a few vehicles have them.</summary>
    public ReadOnlySpan<(int Code, DateOnly FittedOn)> Retrofits => _retrofits.AsSpan(0, _retrofitCount);

    /// <summary>Chooses for the next vehicle.</summary>
    /// <returns>Whether the vehicle was in a workshop for retrofits, be it that none could be fitted.</returns>
    public bool Choose(SampleModel model, SampleCountry? country, DateOnly producedOn, DateOnly last)
    {
        (_count, _retrofitCount) = (0, 0);
        _vehicle++;
        foreach (var code in country?.Codes ?? [])
            _codes[_count++] = code;
        var wanted = model.IsCar ? random.Between(10, 24) : random.Between(4, 11);
        for (var tries = 0; tries < wanted; tries++)
            Add(model.Possible[random.Below(model.Possible.Length)]);
        var retrofitted = random.Chance(RetrofitPercent) && producedOn.AddDays(120) < last;
        if (retrofitted)
            Retrofit(model.Special, producedOn.AddDays(60), last);
        _codes.AsSpan(0, _count).Sort();
        return retrofitted;
    }

    private void Retrofit(SampleOption[] possible, DateOnly first, DateOnly last)
    {
        for (var tries = random.Between(1, 2); tries > 0; tries--)
        {
            var option = possible[random.Below(possible.Length)];
            if (!Add(option))
                continue;
            // It was not in the vehicle when it was ordered.
            _count--;
            _retrofits[_retrofitCount++] = (option.Code, random.Day(first, last));
        }

        if (_retrofitCount == 2 && _retrofits[0].Code > _retrofits[1].Code)
            (_retrofits[0], _retrofits[1]) = (_retrofits[1], _retrofits[0]);
    }

    private bool Add(SampleOption option)
    {
        if (_takenOptions[option.Place] == _vehicle || (option.Group >= 0 && _takenGroups[option.Group] == _vehicle))
            return false;
        _takenOptions[option.Place] = _vehicle;
        if (option.Group >= 0)
            _takenGroups[option.Group] = _vehicle;
        _codes[_count++] = option.Code;
        return true;
    }
}
