using System.Globalization;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Plants that lines may name, with their times: a character of one WMI means one plant on any day.</summary>
internal sealed class KnownPlants
{
    private readonly Dictionary<(string Wmi, string Code), List<(DateOnly? From, DateOnly? To)>> _times = [];

    /// <summary>The key of a plant in the catalogue, such as <c>WBA-A</c> or <c>WBA-A-2004-01-01</c>.</summary>
    public static string IdOf(string wmi, string code, DateOnly? from) =>
        from is { } day ? $"{wmi}-{code}-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : $"{wmi}-{code}";

    /// <summary>The key of another plant that has the character in a part of this time; null if none has.</summary>
    public string? FindOverlap(string wmi, string code, DateOnly? from, DateOnly? to)
    {
        foreach (var time in _times.GetValueOrDefault((wmi, code)) ?? [])
            if (time.From != from && !(time.To < from || to < time.From))
                return IdOf(wmi, code, time.From);
        return null;
    }

    /// <summary>Adds a plant, or takes the place of the one that begins on the same day.</summary>
    public void Set(string wmi, string code, DateOnly? from, DateOnly? to)
    {
        Remove(wmi, code, from);
        if (!_times.TryGetValue((wmi, code), out var times))
            _times.Add((wmi, code), times = []);
        times.Add((from, to));
    }

    public bool Remove(string wmi, string code, DateOnly? from) =>
        _times.TryGetValue((wmi, code), out var times) && times.RemoveAll(time => time.From == from) > 0;
}
