using System.Text.Json.Serialization.Metadata;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;

namespace Aos.Api.VehicleIdentification.SampleData;

/// <summary>The command <c>sample-data</c>: writes the synthetic data set, the same bytes every time. Exit code 0 or 1.</summary>
internal static class SampleDataCommand
{
    public const int DefaultVehicles = 2_000;
    public const string Release = "2026-10";
    public const string MileagesFile = "mileages.ndjson";

    /// <param name="vehicles">How many vehicles; the fixed ones come first.</param>
    /// <param name="folder">Made if it is not there; files of the same names are replaced.</param>
    /// <param name="output">Where the result is told.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <param name="seed">Other vehicles for another seed.</param>
    /// <param name="packed">Vehicles and mileages as gzip.</param>
    public static async Task<int> RunAsync(long vehicles, string folder, TextWriter output, CancellationToken cancellationToken, ulong seed = 0, bool packed = false)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            WriteCodes(folder);
            WriteVehicles(vehicles, folder, seed, packed, cancellationToken);
            var rate = vehicles / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
            var manifest = await ManifestWriter.WriteAsync(folder, Release, "sandbox", changed: false, cancellationToken);
            await output.WriteLineAsync($"{folder}: {manifest.Rows:N0} rows, {vehicles:N0} of them vehicles, release {Release} ({rate:N0} vehicles/s).");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ImportRefusedException or OperationCanceledException)
        {
            await output.WriteLineAsync(failure is OperationCanceledException ? "Stopped; the files are not whole." : failure.Message);
            return 1;
        }
    }

    private static void WriteVehicles(long count, string folder, ulong seed, bool packed, CancellationToken cancellationToken)
    {
        // What an earlier run wrote in the other form would be part of the manifest.
        File.Delete(Path.Combine(folder, ByteLines.NameOf("vehicles", !packed)));
        using var vehicles = new ByteLines(Path.Combine(folder, ByteLines.NameOf("vehicles", packed)), packed);
        using var mileages = new ByteLines(Path.Combine(folder, ByteLines.NameOf("mileages", packed)), packed);
        new SampleVehicles(seed * 0x9E3779B97F4A7C15).Write(count, vehicles, mileages, cancellationToken);
    }

    private static void WriteCodes(string folder)
    {
        Write(folder, "brands", Seeds.Brands.Select(seed => new BrandLine { Code = seed.Code, Name = seed.Name, VehicleKind = seed.VehicleKind }), ImportJson.Writing.BrandLine);
        Write(folder, "wmis", Seeds.Wmis.Select(LineOf), ImportJson.Writing.WmiLine);
        Write(folder, "plants", Seeds.Plants.Select(LineOf), ImportJson.Writing.PlantLine);
        Write(folder, "paints", Seeds.Paints.Select(seed => new PaintLine { Code = seed.Code, Name = Both(seed.En, seed.De), Hex = seed.Hex }), ImportJson.Writing.PaintLine);
        Write(folder, "upholsteries", Seeds.Upholsteries.Select(seed => new UpholsteryLine { Code = seed.Code, Name = Both(seed.En, seed.De) }), ImportJson.Writing.UpholsteryLine);
        Write(folder, "options", Seeds.Options.Select(LineOf), ImportJson.Writing.OptionLine);
        Write(folder, "models", Seeds.Models.Select(LineOf).Append(FixedVehicles.UnknownModel).OrderBy(line => line.TypeKey, StringComparer.Ordinal), ImportJson.Writing.ModelLine);
    }

    private static WmiLine LineOf(WmiSeed seed) => new()
    {
        Code = seed.Code,
        Manufacturer = seed.Manufacturer,
        Brand = seed.Brand,
        ProductType = seed.ProductType,
        Country = seed.Country,
        Region = seed.Region,
    };

    private static PlantLine LineOf(PlantSeed seed) => new() { Wmi = seed.Wmi, Code = seed.Code, Name = Both(seed.En, seed.De), Country = seed.Country };

    private static OptionLine LineOf(OptionSeed seed) => new()
    {
        Code = seed.Code,
        ProductType = seed.ProductType,
        Kind = seed.Kind,
        Category = seed.Category,
        ShortText = Both(seed.ShortEn, seed.ShortDe),
        LongText = Both(seed.LongEn, seed.LongDe),
    };

    private static ModelLine LineOf(ModelSeed seed) => new()
    {
        TypeKey = seed.TypeKey,
        LeadModel = seed.LeadModel,
        Model = seed.TypeKey,
        Designation = seed.Designation,
        Brand = seed.Brand,
        ProductType = seed.ProductType,
        Series = seed.Series,
        DevelopmentCode = seed.DevelopmentCode,
        BodyType = seed.BodyType,
        EngineType = seed.EngineType,
        Propulsion = seed.Propulsion,
        DriveTrain = seed.DriveTrain,
        Gearbox = seed.Gearbox,
        Steering = seed.Steering,
        Market = seed.Market,
        ProducedFrom = SampleVehicles.Text(seed.ProducedFrom),
        ProducedTo = SampleVehicles.Text(seed.ProducedTo),
    };

    private static LocalText Both(string english, string german) => new() { En = english, De = german };

    private static void Write<T>(string folder, string kind, IEnumerable<T> lines, JsonTypeInfo<T> json)
    {
        using var file = new ByteLines(Path.Combine(folder, ByteLines.NameOf(kind, packed: false)), packed: false);
        foreach (var line in lines)
            file.Line(line, json);
    }
}
