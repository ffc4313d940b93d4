using Aos.Api.VehicleIdentification.Import;
using Dapper;
using Npgsql;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>What a test asks the catalogue tables.</summary>
internal static class Catalogue
{
    /// <summary>Number and name of the release in use.</summary>
    public static async Task<(int Number, string Name)?> CurrentAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return await connection.QuerySingleOrDefaultAsync<(int, string)?>(
            "select current, name from vehicle_identification.releases where data_set = 2");
    }

    /// <summary>VINs that readers of the release in use see, in order.</summary>
    public static async Task<IReadOnlyList<string>> VinsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return [.. await connection.QueryAsync<string>(
            """
            select vin
            from (select distinct on (v.vin) v.vin, v.gone
                  from vehicle_identification.releases r
                  join vehicle_identification.vehicles v on v.data_set = r.data_set and v.from_release <= r.current
                  where r.data_set = 2
                  order by v.vin, v.from_release desc) newest
            where not gone
            order by vin
            """)];
    }

    /// <summary>A digest of everything that readers of the release in use see; numbers of releases and of rows do not count.</summary>
    public static async Task<string> DigestAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        var digests = new List<string>();
        foreach (var table in CatalogueTable.All)
            digests.Add((await connection.ExecuteScalarAsync<string>(
                $"""
                select count(*) || ':' || coalesce(md5(string_agg(newest::text, chr(10) order by newest::text)), '')
                from (select distinct on (x.{table.Key}) x.gone, x.{table.Key}, {table.Columns("x")}
                      from vehicle_identification.releases r
                      join vehicle_identification.{table.Name} x on x.data_set = r.data_set and x.from_release <= r.current
                      where r.data_set = 2
                      order by x.{table.Key}, x.from_release desc) newest
                where not gone
                """))!);
        return string.Join('|', digests);
    }

    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync(sql);
    }
}
