using System.Globalization;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>A version of a vehicle and the one before it, as they are stored.</summary>
internal sealed record ChangeRow
{
    public required string Vin { get; init; }
    public int ReleaseNumber { get; init; }
    public required string Release { get; init; }
    public DateTime TookEffectAt { get; init; }

    /// <summary>There is an earlier version, perhaps a tombstone.</summary>
    public bool Existed { get; init; }

    /// <summary>Older releases were purged, and versions before this one may have gone with them.</summary>
    public bool IsPurged { get; init; }

    /// <summary>Null if the vehicle is gone.</summary>
    public VersionRow? After { get; set; }

    /// <summary>Null if there was none, or if it was gone.</summary>
    public VersionRow? Before { get; set; }
}

/// <summary>The values of a version. Lists of options are read only where the two versions differ in them.</summary>
internal sealed record VersionRow
{
    private static readonly DateOnly RetrofitEpoch = new(1980, 1, 1);

    public int ModelId { get; init; }
    public string? TypeKey { get; init; }
    public string? Brand { get; init; }
    public string? ProductType { get; init; }
    public string? CountryVersion { get; init; }
    public string? Paint { get; init; }
    public string? Upholstery { get; init; }
    public string? EngineNumber { get; init; }
    public string? GearboxNumber { get; init; }
    public DateOnly? ProducedOn { get; init; }
    public DateOnly? FirstRegisteredOn { get; init; }
    public DateOnly? WarrantyStartsOn { get; init; }
    public string? LevelFactory { get; init; }
    public string? LevelCurrent { get; init; }
    public string? LevelBackup { get; init; }
    public short? NumberOfKeys { get; init; }
    public string? KeySystem { get; init; }
    public string[]? OptionCodes { get; init; }
    public string[]? RetrofitCodes { get; init; }
    public short[]? RetrofitDays { get; init; }

    /// <summary>Every field with its value as text, in the order of the vehicle's record.</summary>
    public IEnumerable<(string Field, string? Value)> Fields()
    {
        yield return ("typeKey", TypeKey);
        yield return ("countryVersion", CountryVersion);
        yield return ("paint", Paint);
        yield return ("upholstery", Upholstery);
        yield return ("engineNumber", EngineNumber);
        yield return ("gearboxNumber", GearboxNumber);
        yield return ("producedOn", Text(ProducedOn));
        yield return ("firstRegisteredOn", Text(FirstRegisteredOn));
        yield return ("warrantyStartsOn", Text(WarrantyStartsOn));
        yield return ("integrationLevels.factory", LevelFactory);
        yield return ("integrationLevels.current", LevelCurrent);
        yield return ("integrationLevels.backup", LevelBackup);
        yield return ("numberOfKeys", NumberOfKeys?.ToString(CultureInfo.InvariantCulture));
        yield return ("keySystem", KeySystem);
    }

    /// <summary>Options by code: day of fitting for a retrofit, null for one of the order.</summary>
    public SortedDictionary<string, string?> Options()
    {
        var options = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var code in OptionCodes ?? [])
            options[code] = null;
        for (var i = 0; i < RetrofitCodes?.Length; i++)
            options[RetrofitCodes[i]] = Text(RetrofitEpoch.AddDays(RetrofitDays![i]));
        return options;
    }

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
