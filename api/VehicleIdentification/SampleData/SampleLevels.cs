using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>Integration levels: a regular release comes out in March, July and November.</summary>
internal static class SampleLevels
{
    private static readonly int[] Months = [11, 7, 3];

    public static LevelsLine? Choose(Randomness random, string? group, DateOnly producedOn, DateOnly last)
    {
        if (group is null || random.Chance(5))
            return null;
        var factory = Level(random, group, producedOn);
        if (random.Chance(12))
            return new() { Factory = factory };
        var updatedOn = producedOn.AddDays(random.Between(200, 2_500));
        return random.Chance(55) || updatedOn > last
            ? new() { Factory = factory, Current = factory }
            : new() { Factory = factory, Current = Level(random, group, updatedOn), Backup = factory };
    }

    /// <summary>The newest regular release on a day, with one of its builds.</summary>
    private static string Level(Randomness random, string group, DateOnly day)
    {
        var month = Array.Find(Months, candidate => candidate <= day.Month);
        var year = month == 0 ? day.Year - 1 : day.Year;
        return $"{group}-{year % 100:D2}-{(month == 0 ? Months[0] : month):D2}-{500 + 10 * random.Below(6)}";
    }
}
