using System.Text.Json;
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
    /// <param name="cancellationToken">Stops the command between two files.</param>
    public static async Task<int> RunAsync(int vehicles, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await WriteCodesAsync(folder, cancellationToken);
            await WriteAsync(folder, "vehicles.ndjson", new SampleVehicles().Make(vehicles), ImportJson.Writing.VehicleLine, cancellationToken);
            await WriteAsync(folder, MileagesFile, SampleMileages.Make(new SampleVehicles().Make(vehicles)), ImportJson.Writing.MileageLine, cancellationToken);
            var manifest = await ManifestWriter.WriteAsync(folder, Release, "sandbox", changed: false, cancellationToken);
            await output.WriteLineAsync($"{folder}: {manifest.Rows:N0} rows, {vehicles:N0} of them vehicles, release {Release}.");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ImportRefusedException)
        {
            await output.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task WriteCodesAsync(string folder, CancellationToken cancellationToken)
    {
        await WriteAsync(folder, "brands.ndjson", Seeds.Brands.Select(seed => new BrandLine { Code = seed.Code, Name = seed.Name }), ImportJson.Writing.BrandLine, cancellationToken);
        await WriteAsync(folder, "wmis.ndjson", Seeds.Wmis.Select(LineOf), ImportJson.Writing.WmiLine, cancellationToken);
        await WriteAsync(folder, "plants.ndjson", Seeds.Plants.Select(LineOf), ImportJson.Writing.PlantLine, cancellationToken);
        await WriteAsync(folder, "paints.ndjson", Seeds.Paints.Select(seed => new PaintLine { Code = seed.Code, Name = Both(seed.En, seed.De), Hex = seed.Hex }), ImportJson.Writing.PaintLine, cancellationToken);
        await WriteAsync(folder, "upholsteries.ndjson", Seeds.Upholsteries.Select(seed => new UpholsteryLine { Code = seed.Code, Name = Both(seed.En, seed.De) }), ImportJson.Writing.UpholsteryLine, cancellationToken);
        await WriteAsync(folder, "options.ndjson", Seeds.Options.Select(LineOf), ImportJson.Writing.OptionLine, cancellationToken);
        await WriteAsync(folder, "models.ndjson", Seeds.Models.Select(LineOf).Append(FixedVehicles.UnknownModel).OrderBy(line => line.TypeKey, StringComparer.Ordinal), ImportJson.Writing.ModelLine, cancellationToken);
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

    private static async Task WriteAsync<T>(string folder, string file, IEnumerable<T> lines, JsonTypeInfo<T> json, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(Path.Combine(folder, file), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        foreach (var line in lines)
        {
            stream.Write(JsonSerializer.SerializeToUtf8Bytes(line, json));
            stream.WriteByte((byte)'\n');
        }

        await stream.FlushAsync(cancellationToken);
    }
}
