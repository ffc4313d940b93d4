using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Reads the codes of the release in use, and keeps the permanent numbers.</summary>
internal static class KnownCodesStore
{
    /// <summary>A full import knows only what its own files tell, a changed one also what is in use.</summary>
    public static async Task<KnownCodes> LoadAsync(NpgsqlConnection connection, short dataSet, int current, bool isFull)
    {
        var known = new KnownCodes { OptionIds = new(), ModelIds = new() };
        foreach (var (code, productType, id) in await connection.QueryAsync<(string, string, short)>(
            "select code, product_type, id from vehicle_identification.option_ids where data_set = @dataSet", new { dataSet }))
            known.OptionIds.Load((code, productType), id);
        foreach (var (typeKey, id) in await connection.QueryAsync<(string, int)>(
            "select type_key, id from vehicle_identification.model_ids where data_set = @dataSet", new { dataSet }))
            known.ModelIds.Load(typeKey, id);
        if (!isFull)
            await LoadCurrentAsync(connection, known, new { dataSet, current });
        return known;
    }

    /// <summary>Numbers given in this import become permanent with its first rows.</summary>
    public static async Task KeepFreshIdsAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, short dataSet, KnownCodes known)
    {
        var options = known.OptionIds.Fresh;
        await connection.ExecuteAsync(
            """
            insert into vehicle_identification.option_ids (data_set, code, product_type, id)
            select @dataSet, code, product_type, id from unnest(@codes, @productTypes, @ids) as fresh (code, product_type, id)
            """,
            new
            {
                dataSet,
                codes = options.Select(option => option.Key.Code).ToArray(),
                productTypes = options.Select(option => option.Key.ProductType).ToArray(),
                ids = options.Select(option => (short)option.Id).ToArray(),
            },
            transaction);
        var models = known.ModelIds.Fresh;
        await connection.ExecuteAsync(
            """
            insert into vehicle_identification.model_ids (data_set, type_key, id)
            select @dataSet, type_key, id from unnest(@typeKeys, @ids) as fresh (type_key, id)
            """,
            new { dataSet, typeKeys = models.Select(model => model.Key).ToArray(), ids = models.Select(model => model.Id).ToArray() },
            transaction);
    }

    private static async Task LoadCurrentAsync(NpgsqlConnection connection, KnownCodes known, object parameters)
    {
        known.Brands.UnionWith(await CodesAsync("brands"));
        known.Wmis.UnionWith(await CodesAsync("wmis"));
        foreach (var (wmi, code, from, to) in await connection.QueryAsync<(string, string, DateOnly?, DateOnly?)>(
            """
            select wmi, code, valid_from, valid_to
            from (select distinct on (id) wmi, code, valid_from, valid_to, gone
                  from vehicle_identification.plants
                  where data_set = @dataSet and from_release <= @current
                  order by id, from_release desc) newest
            where not gone
            """, parameters))
            known.Plants.Set(wmi, code, from, to);
        known.Paints.UnionWith(await CodesAsync("paints"));
        known.Upholsteries.UnionWith(await CodesAsync("upholsteries"));
        foreach (var (id, code, productType) in await connection.QueryAsync<(short, string, string)>(
            """
            select id, code, product_type
            from (select distinct on (id) id, code, product_type, gone
                  from vehicle_identification.options
                  where data_set = @dataSet and from_release <= @current
                  order by id, from_release desc) newest
            where not gone
            """, parameters))
            known.OptionsOf(productType).Add(code, id);
        foreach (var (id, typeKey, productType) in await connection.QueryAsync<(int, string, string)>(
            """
            select id, type_key, product_type
            from (select distinct on (id) id, type_key, product_type, gone
                  from vehicle_identification.models
                  where data_set = @dataSet and from_release <= @current
                  order by id, from_release desc) newest
            where not gone
            """, parameters))
            known.Models.Add(typeKey, new(id, productType));

        Task<IEnumerable<string>> CodesAsync(string table) => connection.QueryAsync<string>(
            $"""
            select code
            from (select distinct on (code) code, gone
                  from vehicle_identification.{table}
                  where data_set = @dataSet and from_release <= @current
                  order by code, from_release desc) newest
            where not gone
            """, parameters);
    }
}
