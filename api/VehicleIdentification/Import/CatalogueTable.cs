using System.Globalization;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>A catalogue table as the import sees it: its key and the columns that make a version.</summary>
/// <param name="Name">Table in schema <c>vehicle_identification</c>; also the kind of its files.</param>
/// <param name="Key">The key column after the data set.</param>
/// <param name="KeyProperty">The property of a line that the key is made from.</param>
/// <param name="Values">Every column that a new version carries.</param>
internal sealed record CatalogueTable(string Name, string Key, string KeyProperty, string[] Values)
{
    public static readonly CatalogueTable Brands = new("brands", "code", "code", ["name", "vehicle_kind"]);

    public static readonly CatalogueTable Paints = new("paints", "code", "code", ["name_en", "name_de", "hex"]);

    public static readonly CatalogueTable Upholsteries = new("upholsteries", "code", "code", ["name_en", "name_de"]);

    public static readonly CatalogueTable Options = new("options", "id", "code",
        ["code", "product_type", "kind", "category", "short_en", "short_de", "long_en", "long_de"]);

    public static readonly CatalogueTable Wmis = new("wmis", "code", "code", ["manufacturer", "brand", "product_type", "country", "region"]);

    public static readonly CatalogueTable Plants = new("plants", "id", "code", ["wmi", "code", "name_en", "name_de", "country", "valid_from", "valid_to"]);

    public static readonly CatalogueTable Models = new("models", "id", "typeKey",
    [
        "type_key", "lead_model", "model", "designation", "brand", "product_type", "series", "development_code", "body_type",
        "engine_type", "propulsion", "drive_train", "gearbox", "steering", "market", "produced_from", "produced_to",
    ]);

    public static readonly CatalogueTable Vehicles = new("vehicles", "vin", "vin",
    [
        "model_id", "country_version", "paint", "upholstery", "engine_number", "gearbox_number", "produced_on",
        "first_registered_on", "warranty_starts_on", "level_factory", "level_current", "level_backup", "number_of_keys",
        "key_system", "options", "retrofits", "retrofit_days",
    ]);

    /// <summary>A key of this table from its text, as the progress of an import keeps it.</summary>
    public object ParseKey(string text) =>
        this == Options ? short.Parse(text, CultureInfo.InvariantCulture)
        : this == Models ? int.Parse(text, CultureInfo.InvariantCulture)
        : text;

    /// <summary>In the order of import.</summary>
    public static readonly IReadOnlyList<CatalogueTable> All = [Brands, Wmis, Plants, Paints, Upholsteries, Options, Models, Vehicles];

    /// <summary>The values as a column list, each after the alias of its table, if one is given.</summary>
    public string Columns(string? alias = null) =>
        string.Join(", ", Values.Select(value => alias is null ? value : $"{alias}.{value}"));

    /// <summary>Where this table's rows of one import wait.</summary>
    public string StagedIn(short dataSet) => $"vehicle_identification.staged_{Name}_{dataSet}";
}
