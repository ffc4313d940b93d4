using System.Collections.Concurrent;
using System.Collections.Frozen;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Vehicles;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>Codebooks by data set and release. What belongs to a release never changes, so each is read once per node.</summary>
internal sealed class Codebooks([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>Releases kept of each data set: the current one, and those that running page walks are pinned to.</summary>
    private const int Kept = 6;

    private readonly ConcurrentDictionary<(DataSet DataSet, int Release), Lazy<Task<Codebook>>> _books = new();

    /// <summary>The codebook of a release.</summary>
    public ValueTask<Codebook> OfAsync(DataSet dataSet, int release) =>
        _books.TryGetValue((dataSet, release), out var known) && known.Value.IsCompletedSuccessfully
            ? new(known.Value.Result)
            : new(AddAsync((dataSet, release)));

    private async Task<Codebook> AddAsync((DataSet DataSet, int Release) key)
    {
        var book = _books.GetOrAdd(key, _ => new(() => ReadAsync(key.DataSet, key.Release)));
        try
        {
            return await book.Value;
        }
        catch
        {
            // A failed read is not kept: the next request tries again.
            _books.TryRemove(KeyValuePair.Create(key, book));
            throw;
        }
        finally
        {
            Forget(key);
        }
    }

    /// <summary>Drops the oldest releases of a data set beyond those that are kept, but not the one just asked for.</summary>
    private void Forget((DataSet DataSet, int Release) asked)
    {
        var releases = _books.Keys.Where(key => key.DataSet == asked.DataSet && key != asked).OrderByDescending(key => key.Release);
        foreach (var old in releases.Skip(Kept - 1))
            _books.TryRemove(old, out _);
    }

    private async Task<Codebook> ReadAsync(DataSet dataSet, int release)
    {
        await using var connection = await database.OpenConnectionAsync();
        using var found = await connection.QueryMultipleAsync("""
            select distinct on (id) id, gone, type_key, lead_model, model, designation, brand, product_type, series, development_code,
                   body_type, engine_type, propulsion, drive_train, gearbox, steering, market, produced_from, produced_to
            from vehicle_identification.models where data_set = @dataSet and from_release <= @release order by id, from_release desc;

            select distinct on (id) id, gone, code, kind, category, short_en, short_de, long_en, long_de
            from vehicle_identification.options where data_set = @dataSet and from_release <= @release order by id, from_release desc;

            select distinct on (code) code, gone, name_en, name_de, hex
            from vehicle_identification.paints where data_set = @dataSet and from_release <= @release order by code, from_release desc;

            select distinct on (code) code, gone, name_en, name_de
            from vehicle_identification.upholsteries where data_set = @dataSet and from_release <= @release order by code, from_release desc;

            select distinct on (code) code, gone, name as name_en, null as name_de
            from vehicle_identification.brands where data_set = @dataSet and from_release <= @release order by code, from_release desc;

            select distinct on (code) code, gone, manufacturer, brand, product_type, country, region
            from vehicle_identification.wmis where data_set = @dataSet and from_release <= @release order by code, from_release desc;

            select distinct on (id) id, gone, wmi, code, name_en, name_de, country, valid_from, valid_to
            from vehicle_identification.plants where data_set = @dataSet and from_release <= @release order by id, from_release desc;
            """, new { dataSet = (short)dataSet, release });
        var models = (await found.ReadAsync<CatalogueModelRow>()).Where(row => !row.Gone);
        var options = (await found.ReadAsync<OptionRow>()).Where(row => !row.Gone).ToList();
        var paints = (await found.ReadAsync<NameRow>()).AsList();
        return new()
        {
            Models = models.ToFrozenDictionary(row => row.Id, row => row.ToModel()),
            Options = PerLanguage(language => options.ToFrozenDictionary(row => row.Id, row => row.In(language))),
            Paints = Names(paints),
            PaintColours = paints.Where(row => row is { Gone: false, Hex: not null }).ToFrozenDictionary(row => row.Code, row => row.Hex!, StringComparer.Ordinal),
            Upholsteries = Names(await found.ReadAsync<NameRow>()),
            Brands = (await found.ReadAsync<NameRow>()).Where(row => !row.Gone).ToFrozenDictionary(row => row.Code, row => row.NameEn ?? row.Code, StringComparer.Ordinal),
            Wmis = (await found.ReadAsync<WmiRow>()).Where(row => !row.Gone).ToFrozenDictionary(row => row.Code, row => row.ToWmi(), StringComparer.Ordinal),
            Plants = (await found.ReadAsync<PlantRow>()).Where(row => !row.Gone).Select(row => row.ToPlant())
                .GroupBy(plant => (plant.Wmi, plant.Code[0]))
                .ToFrozenDictionary(same => same.Key, same => (IReadOnlyList<CataloguePlant>)[.. same.OrderBy(plant => plant.ValidFrom)]),
        };
    }

    private static Dictionary<string, FrozenDictionary<string, CodedName>> Names(IEnumerable<NameRow> rows)
    {
        var names = rows.Where(row => !row.Gone).ToList();
        return PerLanguage(language => names.ToFrozenDictionary(row => row.Code, row => row.In(language), StringComparer.Ordinal));
    }

    private static Dictionary<string, T> PerLanguage<T>(Func<string, T> make) =>
        Platform.Http.RequestLanguage.Supported.ToDictionary(language => language, make);
}
