using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// Checks what a changed import removes: a vehicle must be there, and a code must not be in use by a row that the
/// import leaves as it is. (What the import does bring was checked line by line.)
/// </summary>
internal sealed class RemovedCodes(NpgsqlConnection connection, ImportManifest manifest, ImportIssues issues, short dataSet, int current)
{
    public async Task CheckAsync()
    {
        await CheckVehiclesAreThereAsync();
        await CheckUnusedAsync(CatalogueTable.Brands, CatalogueTable.Models, "held.brand = code.code");
        await CheckUnusedAsync(CatalogueTable.Brands, CatalogueTable.Wmis, "held.brand = code.code");
        await CheckUnusedAsync(CatalogueTable.Wmis, CatalogueTable.Plants, "held.wmi = code.code");
        await CheckUnusedAsync(CatalogueTable.Models, CatalogueTable.Vehicles, "held.model_id = code.id");
        await CheckUnusedAsync(CatalogueTable.Paints, CatalogueTable.Vehicles, "held.paint = code.code");
        await CheckUnusedAsync(CatalogueTable.Upholsteries, CatalogueTable.Vehicles, "held.upholstery = code.code");
        await CheckUnusedAsync(CatalogueTable.Options, CatalogueTable.Vehicles, "code.id = any (held.options || held.retrofits)");
    }

    private async Task CheckVehiclesAreThereAsync()
    {
        foreach (var (file, line, vin) in await connection.QueryAsync<(short, long, string)>(
            $"""
            select s.file, s.line, s.vin
            from {CatalogueTable.Vehicles.StagedIn(dataSet)} s
            left join lateral (
                select x.gone
                from vehicle_identification.vehicles x
                where x.data_set = @dataSet and x.vin = s.vin and x.from_release <= @current
                order by x.from_release desc
                limit 1) held on true
            where s.gone and coalesce(held.gone, true)
            order by s.file, s.line
            limit {ImportIssues.KeptAtMost}
            """, new { dataSet, current }, commandTimeout: 0))
            issues.Add(manifest.Files![file].Name!, line, "vin", $"names {vin}, which is not in the release in use and so cannot be removed");
    }

    private async Task CheckUnusedAsync(CatalogueTable removed, CatalogueTable user, string uses)
    {
        if (!await connection.ExecuteScalarAsync<bool>($"select exists (select from {removed.StagedIn(dataSet)} where gone)"))
            return;
        foreach (var (file, line, key) in await connection.QueryAsync<(short, long, string)>(
            $"""
            select code.file, code.line, min(held.{user.Key}::text)
            from {removed.StagedIn(dataSet)} code
            join (select distinct on (x.{user.Key}) x.*
                  from vehicle_identification.{user.Name} x
                  where x.data_set = @dataSet and x.from_release <= @current
                  order by x.{user.Key}, x.from_release desc) held on {uses}
            where code.gone and not held.gone
              and not exists (select from {user.StagedIn(dataSet)} s where s.{user.Key} = held.{user.Key})
            group by code.file, code.line
            order by code.file, code.line
            limit {ImportIssues.KeptAtMost}
            """, new { dataSet, current }, commandTimeout: 0))
            issues.Add(manifest.Files![file].Name!, line, removed.KeyProperty,
                $"cannot be removed: {UserOf(user, key)} still has it");
    }

    private static string UserOf(CatalogueTable user, string key) =>
        user == CatalogueTable.Vehicles ? $"vehicle {key}"
        : user == CatalogueTable.Models ? "a model"
        : user == CatalogueTable.Wmis ? $"WMI {key}"
        : $"plant {key}";
}
