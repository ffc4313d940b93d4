using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Vehicles;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.ShortVins;

/// <summary>Every statement about short VINs.</summary>
internal sealed class ShortVinStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>Vehicles that an answer names; real data have a handful.</summary>
    public const int Most = 200;

    /// <summary>Vehicles of the current release with these last seven characters, in order of their VINs.</summary>
    public async Task<IReadOnlyList<ShortVinRow>> FindAsync(DataSet dataSet, string shortVin, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ShortVinRow>(new CommandDefinition(FindSql, new { dataSet = (short)dataSet, shortVin }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The statement of <see cref="FindAsync"/>; a test looks at its plan.</summary>
    internal static readonly string FindSql = $"""
        select r.current as release, r.took_effect_at, v.vin, v.model_id, v.paint, v.country_version, v.produced_on, v.first_registered_on
        from vehicle_identification.releases r
        cross join lateral (
            select distinct x.vin
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and right(x.vin, 7) = @shortVin
            order by x.vin
            limit {Most * 5}) same
        cross join lateral (
            select x.vin, x.gone, x.model_id, x.paint, x.country_version, x.produced_on, x.first_registered_on
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and x.vin = same.vin and x.from_release <= r.current
            order by x.from_release desc
            limit 1) v
        where r.data_set = @dataSet and not v.gone
        order by v.vin
        """;
}

/// <summary>A vehicle with a short VIN as it is stored.</summary>
internal sealed record ShortVinRow
{
    public int Release { get; init; }
    public DateTime TookEffectAt { get; init; }
    public required string Vin { get; init; }
    public int ModelId { get; init; }
    public required string Paint { get; init; }
    public string? CountryVersion { get; init; }
    public DateOnly ProducedOn { get; init; }
    public DateOnly? FirstRegisteredOn { get; init; }

    public ShortVinMatch ToMatch(CatalogueModel model, Codebook book, string language) => new()
    {
        Vin = Vin,
        Brand = model.Brand,
        ProductType = model.ProductType,
        TypeKey = model.TypeKey,
        ModelDesignation = model.Designation,
        Series = model.Series,
        BodyType = model.BodyType,
        Paint = VehicleRow.NameOf(book.Paints[language], Paint),
        CountryVersion = CountryVersion,
        ProducedOn = ProducedOn,
        FirstRegisteredOn = FirstRegisteredOn,
    };
}
