using System.Globalization;
using System.Text;
using System.Text.Json;
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

    /// <summary>
    /// One cell (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it, so that it is
    /// text there too.
    /// </summary>
    public static void AppendCell(StringBuilder line, string? value)
    {
        if (line.Length > 0 && line[^1] != '\n')
            line.Append(',');
        if (string.IsNullOrEmpty(value))
        {
            // An empty first cell must still be told from the start of the line.
            if (line.Length == 0 || line[^1] == '\n')
                line.Append("\"\"");
            return;
        }

        if (value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            value = "'" + value;
        if (value.AsSpan().IndexOfAny(",;\"\r\n") < 0)
            line.Append(value);
        else
            line.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static IEnumerable<(string Name, Func<Vehicle, string?> Of)> Of(VehicleView view) => view == VehicleView.Full ? Basic.Concat(Further) : Basic;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } known ? JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : null;

    private static string? Name<T>(T value)
        where T : struct, Enum => Name<T>((T?)value);

    private static string? Codes(Vehicle vehicle, OptionOrigin origin) =>
        vehicle.Options is { } options ? string.Join(' ', options.Where(option => option.Origin == origin).Select(option => option.Code)) : null;
}
