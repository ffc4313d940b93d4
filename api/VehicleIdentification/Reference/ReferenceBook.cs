namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>All reference lists of one release.</summary>
internal sealed class ReferenceBook
{
    /// <summary>Releases up to this one that were in use, by number.</summary>
    public required SortedList<int, string> Releases { get; init; }

    public required ReferenceList<BrandEntry> Brands { get; init; }
    public required ReferenceList<WmiEntry> Wmis { get; init; }
    public required ReferenceList<PlantEntry> Plants { get; init; }
    public required ReferenceList<SeriesEntry> Series { get; init; }
    public required ReferenceList<DevelopmentCodeEntry> DevelopmentCodes { get; init; }
    public required ReferenceList<ModelEntry> Models { get; init; }
    public required ReferenceList<OptionEntry> Options { get; init; }
    public required ReferenceList<PaintEntry> Paints { get; init; }
    public required ReferenceList<UpholsteryEntry> Upholsteries { get; init; }
    public required ReferenceList<EngineEntry> Engines { get; init; }

    /// <summary>Number of a release by its name, else by its number; null if it was never in use.</summary>
    public int? NumberOf(string release)
    {
        for (var i = Releases.Count - 1; i >= 0; i--)
            if (Releases.Values[i] == release)
                return Releases.Keys[i];
        return int.TryParse(release, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && Releases.ContainsKey(number) ? number : null;
    }
}
