namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>An integration level without its group: year, month and build.</summary>
internal readonly record struct SampleLevel(int Year, int Month, int Build);

/// <summary>The integration levels of a vehicle, as far as they are known.</summary>
internal readonly record struct SampleLevels(SampleLevel? Factory, SampleLevel? Current, SampleLevel? Backup)
{
    private static readonly int[] Months = [11, 7, 3];

    /// <summary>A regular release comes out in March, July and November.</summary>
    public static SampleLevels Choose(Randomness random, bool hasLevels, DateOnly producedOn, DateOnly last)
    {
        if (!hasLevels || random.Chance(5))
            return default;
        var factory = NewestOn(random, producedOn);
        if (random.Chance(12))
            return new(factory, null, null);
        var updatedOn = producedOn.AddDays(random.Between(200, 2_500));
        return random.Chance(55) || updatedOn > last
            ? new(factory, factory, null)
            : new(factory, NewestOn(random, updatedOn), factory);
    }

    /// <summary>The newest regular release on a day, with one of its builds.</summary>
    private static SampleLevel NewestOn(Randomness random, DateOnly day)
    {
        var month = 0;
        foreach (var candidate in Months)
            if (month == 0 && candidate <= day.Month)
                month = candidate;
        var year = month == 0 ? day.Year - 1 : day.Year;
        return new(year % 100, month == 0 ? Months[0] : month, 500 + 10 * random.Below(6));
    }
}
