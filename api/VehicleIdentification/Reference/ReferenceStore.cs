using System.Globalization;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Reference;

/// <summary>Reads the reference lists of a release, with all versions that are still kept.</summary>
internal sealed class ReferenceStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    public async Task<ReferenceBook> ReadAsync(DataSet dataSet, int release)
    {
        await using var connection = await database.OpenConnectionAsync();
        using var found = await connection.QueryMultipleAsync("""
            select number, name from vehicle_identification.imports where data_set = @dataSet and number <= @release and state in ('current', 'superseded') order by number;

            select code, from_release, gone, name as name_en from vehicle_identification.brands where data_set = @dataSet and from_release <= @release;

            select code, from_release, gone, name_en, name_de, hex from vehicle_identification.paints where data_set = @dataSet and from_release <= @release;

            select code, from_release, gone, name_en, name_de from vehicle_identification.upholsteries where data_set = @dataSet and from_release <= @release;

            select k.code, k.product_type, o.from_release, o.gone, o.kind, o.category, o.short_en, o.short_de, o.long_en, o.long_de
            from vehicle_identification.options o
            join vehicle_identification.option_ids k on k.data_set = o.data_set and k.id = o.id
            where o.data_set = @dataSet and o.from_release <= @release;

            select k.type_key as key, m.from_release, m.id, m.gone, m.type_key, m.lead_model, m.model, m.designation, m.brand, m.product_type, m.series, m.development_code,
                   m.body_type, m.engine_type, m.propulsion, m.drive_train, m.gearbox, m.steering, m.market, m.produced_from, m.produced_to
            from vehicle_identification.models m
            join vehicle_identification.model_ids k on k.data_set = m.data_set and k.id = m.id
            where m.data_set = @dataSet and m.from_release <= @release;

            select code, from_release, gone, manufacturer, brand, product_type, country, region
            from vehicle_identification.wmis where data_set = @dataSet and from_release <= @release;

            select id, from_release, gone, wmi, code, name_en, name_de, country, valid_from, valid_to
            from vehicle_identification.plants where data_set = @dataSet and from_release <= @release;
            """, new { dataSet = (short)dataSet, release });
        var releases = new SortedList<int, string>((await found.ReadAsync<(int Number, string Name)>()).ToDictionary(row => row.Number, row => row.Name));
        // A version that outlived the release it came with names that release by its number.
        string NameOf(int number) => releases.GetValueOrDefault(number) ?? number.ToString(CultureInfo.InvariantCulture);
        var brands = await found.ReadAsync<NamedVersionRow>();
        var paints = await found.ReadAsync<NamedVersionRow>();
        var upholsteries = await found.ReadAsync<NamedVersionRow>();
        var options = await found.ReadAsync<OptionVersionRow>();
        var models = found.Read<(string Key, int FromRelease), CatalogueModelRow, ModelVersionRow>(
            (version, row) => new() { Key = version.Key, FromRelease = version.FromRelease, Row = row }, splitOn: "id").ToList();
        var wmis = (await found.ReadAsync<WmiVersionRow>()).AsList();
        var plants = await found.ReadAsync<PlantVersionRow>();
        var owners = wmis.Where(row => !row.Gone).GroupBy(row => row.Code).ToDictionary(group => group.Key, group => group.MaxBy(row => row.FromRelease)!.Owner);
        return new()
        {
            Wmis = new(wmis.Select(row => row.ToWmi()), NameOf),
            Plants = new(plants.Select(row => row.ToPlant(wmi => owners.GetValueOrDefault(wmi))), NameOf),
            Releases = releases,
            Brands = new(brands.Select(row => row.ToBrand()), NameOf),
            Series = new(ModelGroups.Series(models), NameOf),
            DevelopmentCodes = new(ModelGroups.DevelopmentCodes(models), NameOf),
            Models = new(models.Select(row => row.ToModel()), NameOf),
            Options = new(options.Select(row => row.ToOption()), NameOf),
            Paints = new(paints.Select(row => row.ToPaint()), NameOf),
            Upholsteries = new(upholsteries.Select(row => row.ToUpholstery()), NameOf),
            Engines = new(ModelGroups.Engines(models), NameOf),
        };
    }
}
