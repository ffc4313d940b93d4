using System.Globalization;
using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Lists;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>Vehicles as rows of a table: one column for each plain fact, options as codes divided by blanks.</summary>
internal static class VehicleTable
{
    private static readonly (string Name, Func<Vehicle, string?> Of)[] Basic =
    [
        ("brand", v => v.Brand), ("brandName", v => v.BrandName), ("productType", v => Name(v.ProductType)), ("typeKey", v => v.TypeKey), ("leadModel", v => v.LeadModel),
        ("model", v => v.Model), ("modelDesignation", v => v.ModelDesignation), ("series", v => v.Series), ("developmentCode", v => v.DevelopmentCode),
        ("bodyType", v => Name(v.BodyType)), ("engineType", v => v.EngineType), ("propulsion", v => Name(v.Propulsion)),
        ("paintCode", v => v.Paint.Code), ("paintName", v => v.Paint.Name), ("producedOn", v => Day(v.ProducedOn)), ("firstRegisteredOn", v => Day(v.FirstRegisteredOn)),
        ("centralMileageKm", v => v.CentralMileageKm?.ToString(CultureInfo.InvariantCulture)), ("checkDigit", v => Name(v.CheckDigit)),
    ];

    private static readonly (string Name, Func<Vehicle, string?> Of)[] Further =
    [
        ("driveTrain", v => Name(v.DriveTrain)), ("gearbox", v => Name(v.Gearbox)), ("steering", v => Name(v.Steering)), ("countryVersion", v => v.CountryVersion),
        ("upholsteryCode", v => v.Upholstery?.Code), ("upholsteryName", v => v.Upholstery?.Name), ("engineNumber", v => v.EngineNumber), ("gearboxNumber", v => v.GearboxNumber),
        ("warrantyStartsOn", v => Day(v.WarrantyStartsOn)), ("levelFactory", v => v.IntegrationLevels?.Factory), ("levelCurrent", v => v.IntegrationLevels?.Current),
        ("levelBackup", v => v.IntegrationLevels?.Backup), ("numberOfKeys", v => v.NumberOfKeys?.ToString(CultureInfo.InvariantCulture)), ("keySystem", v => v.KeySystem),
        ("optionCodes", v => Codes(v, OptionOrigin.Order)), ("retrofitCodes", v => Codes(v, OptionOrigin.Retrofit)),
    ];

    /// <summary>Names of the columns of a view.</summary>
    public static IEnumerable<string> Columns(VehicleView view) => Of(view).Select(column => column.Name);

    /// <summary>Cells of a vehicle; empty ones without a vehicle.</summary>
    public static void Append(StringBuilder line, Vehicle? vehicle, VehicleView view)
    {
        foreach (var (_, of) in Of(view))
            AppendCell(line, vehicle is null ? null : of(vehicle));
    }

    /// <summary>One cell; formulas are written as text.</summary>
    public static void AppendCell(StringBuilder line, string? value) => CsvCell.Append(line, value);

    private static IEnumerable<(string Name, Func<Vehicle, string?> Of)> Of(VehicleView view) => view == VehicleView.Full ? Basic.Concat(Further) : Basic;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : null;

    private static string? Name<T>(T value)
        where T : struct, Enum => Name<T>((T?)value);

    private static string? Codes(Vehicle vehicle, OptionOrigin origin) =>
        vehicle.Options is { } options ? string.Join(' ', options.Where(option => option.Origin == origin).Select(option => option.Code)) : null;
}
