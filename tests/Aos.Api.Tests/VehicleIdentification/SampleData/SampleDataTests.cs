using System.Text.Json;
using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Aos.Api.Tests.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import;
using Aos.Api.VehicleIdentification.Import.Kinds;
using Aos.Api.VehicleIdentification.SampleData;

namespace Aos.Api.Tests.VehicleIdentification.SampleData;

/// <summary>The committed sample data: made by the generator, well formed, and rich enough to try everything.</summary>
public sealed class SampleDataTests
{
    private static readonly string Committed = Path.Combine(RepositoryRoot(), "samples", "data");

    [Fact]
    public async Task Making_them_again_gives_the_same_bytes()
    {
        using var folder = new ImportFolder();
        Assert.Equal(0, await SampleDataCommand.RunAsync(SampleDataCommand.DefaultVehicles, folder.Path, TextWriter.Null, CancellationToken.None));
        foreach (var made in Directory.EnumerateFiles(folder.Path))
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Committed, Path.GetFileName(made))), await File.ReadAllBytesAsync(made));
        Assert.Equal(10, Directory.GetFiles(folder.Path).Length);
        Assert.True(Directory.EnumerateFiles(Committed).Sum(file => new FileInfo(file).Length) < 3_000_000);
    }

    [Fact]
    public void They_are_rich_enough()
    {
        var vehicles = Vehicles();
        Assert.Equal(2_000, vehicles.Count);
        Assert.True(vehicles.Select(vehicle => vehicle.TypeKey).Distinct().Count() >= 60);
        Assert.Equal(4, Seeds.Models.Select(model => model.Brand).Distinct().Count());
        Assert.True(Seeds.Options.Count(option => option.ProductType == "car") >= 120);
        Assert.True(Seeds.Options.Count(option => option.ProductType == "motorcycle") >= 30);
        Assert.True(Seeds.Options.GroupBy(option => option.Code).Count(same => same.Count() == 2) >= 10);
        Assert.True(Seeds.Paints.Count >= 25);
        Assert.True(Seeds.Upholsteries.Count >= 20);
        Assert.InRange(vehicles.Count(vehicle => vehicle.Retrofits is not null), 60, 140);
    }

    [Fact]
    public void Every_vin_has_its_check_digit_and_its_model_year_only_where_that_is_the_rule()
    {
        var markets = Seeds.Models.ToDictionary(model => model.TypeKey, model => model.Market);
        foreach (var vehicle in Vehicles())
        {
            Assert.Equal(SampleVins.CheckDigit(vehicle.Vin!), vehicle.Vin![8]);
            Assert.Equal(markets.GetValueOrDefault(vehicle.TypeKey!) == "USA", vehicle.Vin[9] != '0');
        }
    }

    [Theory]
    [InlineData("WBAUV81010A000001", '1')]
    [InlineData("SCA0000080U000005", '8')]
    [InlineData("WBAUV71070A193748", '7')]
    [InlineData("5UX000000R9000006", '0')]
    public void Check_digits_are_computed_as_the_standard_says(string vin, char digit) => Assert.Equal(digit, SampleVins.CheckDigit(vin));

    [Fact]
    public void Only_the_twins_share_their_last_seven_characters()
    {
        var shared = Vehicles().GroupBy(vehicle => vehicle.Vin![10..]).Where(same => same.Count() > 1);
        Assert.Equal(["A777777"], shared.Select(same => same.Key));
    }

    [Fact]
    public async Task They_import_and_the_example_vehicle_is_as_the_requirements_show_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var bulk = DataSources.ForBulk(database.ConnectionString);
        Assert.Equal(0, await ImportCommand.RunAsync(bulk, TimeProvider.System, Committed, "sandbox", TextWriter.Null, false, CancellationToken.None));
        Assert.Equal(0, await Aos.Api.VehicleIdentification.Mileage.MileageCommand.RunAsync(
            bulk, TimeProvider.System, Path.Combine(Committed, SampleDataCommand.MileagesFile), "sandbox", TextWriter.Null, CancellationToken.None));
        var example = await Catalogue.ScalarAsync<string>(database.ConnectionString,
            """
            select concat_ws('|', v.vin, m.lead_model, m.model, m.designation, m.series, v.paint, p.name_en, v.upholstery, u.name_en, m.engine_type,
                v.gearbox_number, v.engine_number, v.produced_on, v.level_factory, s.mileage_km, v.number_of_keys, v.key_system,
                coalesce(v.first_registered_on::text, '(empty)'))
            from vehicle_identification.vehicles v
            join vehicle_identification.models m on m.data_set = v.data_set and m.id = v.model_id
            join vehicle_identification.paints p on p.data_set = v.data_set and p.code = v.paint
            join vehicle_identification.upholsteries u on u.data_set = v.data_set and u.code = v.upholstery
            join vehicle_identification.vehicle_states s on s.data_set = v.data_set and s.vin = v.vin
            where v.vin = 'WBAUV71070A193748'
            """);
        Assert.Equal(
            "WBAUV71070A193748|UV81|UV81|335i|E91|475|black-sapphire metallic|EBAT|Cloth \"Vertex/anthrazit\"|N54|"
            + "0406545|05896959|2008-09-22|E89X-08-09-520|129226|2|CAS|(empty)", example);
    }

    private static List<VehicleLine> Vehicles() =>
        [.. File.ReadLines(Path.Combine(Committed, "vehicles.ndjson")).Select(line => JsonSerializer.Deserialize(line, ImportJson.Default.VehicleLine)!)];

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aos.Api.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
