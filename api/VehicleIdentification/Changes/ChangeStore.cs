using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Dapper;
using Npgsql;

namespace Aos.Api.VehicleIdentification.Changes;

/// <summary>Every statement about versions of vehicles.</summary>
internal sealed class ChangeStore([FromKeyedServices(DataSources.ReadOnly)] NpgsqlDataSource database)
{
    /// <summary>Versions that one page looks at: one of few visible brands among many ends early instead of searching for long.</summary>
    public const int Scan = 5_000;

    /// <summary>A VIN behind all others.</summary>
    public const string AfterAllVins = "~";

    /// <summary>Where the values of the two versions begin; a version without model is none.</summary>
    private const string SplitOn = "model_id,model_id";

    private const string Columns = """
        select c.vin, c.from_release as release_number, i.name as release, case i.number when r.current then r.took_effect_at else i.finished_at end as took_effect_at,
               p.vin is not null as existed,
               c.from_release <= r.oldest and exists (select from vehicle_identification.imports g where g.data_set = r.data_set and g.state = 'purged') as is_purged
        """;

    /// <summary>What belongs to a version: its values, the one before, and brand and kind of both, by which they are visible.</summary>
    private static readonly string Versions = $"""
        join vehicle_identification.imports i on i.data_set = r.data_set and i.number = c.from_release and i.state in ('current', 'superseded', 'purged')
        join vehicle_identification.vehicles v on v.data_set = r.data_set and v.vin = c.vin and v.from_release = c.from_release
        left join lateral (
            select x.*
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and x.vin = c.vin and x.from_release < c.from_release
            order by x.from_release desc
            limit 1) p on true
        cross join lateral (
            select not v.gone and not p.gone and (v.options, v.retrofits, v.retrofit_days) is distinct from (p.options, p.retrofits, p.retrofit_days) as other_options) d
        left join vehicle_identification.model_ids vk on vk.data_set = r.data_set and vk.id = v.model_id
        left join vehicle_identification.model_ids pk on pk.data_set = r.data_set and pk.id = p.model_id
        left join lateral ({ModelOf("v.model_id", "c.from_release")}) vm on true
        left join lateral ({ModelOf("p.model_id", "c.from_release - 1")}) pm on true
        where r.data_set = @dataSet
          and ((vm.brand = any(@brands) and (cardinality(@kinds) = 0 or vm.product_type = any(@kinds)))
            or (pm.brand = any(@brands) and (cardinality(@kinds) = 0 or pm.product_type = any(@kinds))))
        """;

    private static readonly string ValuesOfBoth = $"{Values("v", "vk", "vm")},\n       {Values("p", "pk", "pm")}";

    /// <summary>Changes behind a position up to a release, in their order; a test looks at the plan.</summary>
    internal static readonly string FeedSql = $"""
        {Columns}, {ValuesOfBoth}
        from vehicle_identification.releases r
        cross join lateral (
            select x.from_release, x.vin
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and (x.from_release, x.vin) > (@afterRelease, @afterVin) and x.from_release <= @upper
            order by x.from_release, x.vin
            limit {Scan}) c
        {Versions}
        order by c.from_release, c.vin
        limit @take
        """;

    private static readonly string HistorySql = $"""
        {Columns}, {ValuesOfBoth}
        from vehicle_identification.releases r
        cross join lateral (
            select x.from_release, x.vin
            from vehicle_identification.vehicles x
            where x.data_set = r.data_set and x.vin = @vin and x.from_release <= r.current and x.from_release < @before) c
        {Versions}
        order by c.from_release desc
        limit @take
        """;

    private static readonly string EndSql = $"""
        select x.from_release as release, x.vin
        from vehicle_identification.vehicles x
        where x.data_set = @dataSet and (x.from_release, x.vin) > (@afterRelease, @afterVin) and x.from_release <= @upper
        order by x.from_release, x.vin
        offset {Scan - 1} limit 1
        """;

    /// <summary>Changes of all vehicles that a caller sees, behind a position; and the last version that was looked at, if there are more.</summary>
    public async Task<(List<ChangeRow> Rows, (int Release, string Vin)? End)> FeedAsync(Principal caller, (int Release, string Vin) after, int upper, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition($"{FeedSql};\n{EndSql}",
            new { dataSet = (short)caller.DataSet, brands = caller.Brands, kinds = caller.VehicleKinds, afterRelease = after.Release, afterVin = after.Vin, upper, take }, cancellationToken: cancellation));
        var rows = found.Read<ChangeRow, VersionRow, VersionRow, ChangeRow>(Join, SplitOn).AsList();
        return (rows, await found.ReadSingleOrDefaultAsync<(int, string)?>());
    }

    /// <summary>Changes of one vehicle, the newest first.</summary>
    public async Task<List<ChangeRow>> HistoryAsync(Principal caller, string vin, int before, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ChangeRow, VersionRow, VersionRow, ChangeRow>(new CommandDefinition(HistorySql,
            new { dataSet = (short)caller.DataSet, brands = caller.Brands, kinds = caller.VehicleKinds, vin, before, take }, cancellationToken: cancellation), Join, SplitOn)).AsList();
    }

    private static ChangeRow Join(ChangeRow row, VersionRow? after, VersionRow? before)
    {
        (row.After, row.Before) = (after, before);
        return row;
    }

    private static string ModelOf(string id, string release) => $"""
        select m.brand, m.product_type
        from vehicle_identification.models m
        where m.data_set = r.data_set and m.id = {id} and m.from_release <= {release} and not m.gone
        order by m.from_release desc
        limit 1
        """;

    private static string Values(string version, string key, string model) => $"""
        {version}.model_id, {key}.type_key, {model}.brand, {model}.product_type, {version}.country_version, {version}.paint, {version}.upholstery,
               {version}.engine_number, {version}.gearbox_number, {version}.produced_on, {version}.first_registered_on, {version}.warranty_starts_on,
               {version}.level_factory, {version}.level_current, {version}.level_backup, {version}.number_of_keys, {version}.key_system,
               {Codes(version, "options")} as option_codes, {Codes(version, "retrofits")} as retrofit_codes, {version}.retrofit_days
        """;

    /// <summary>Ids of options are permanent, so that no codebook of an old release is needed.</summary>
    private static string Codes(string version, string column) => $"""
        case when d.other_options then array(
            select o.code
            from unnest({version}.{column}) with ordinality listed(id, place)
            join vehicle_identification.option_ids o on o.data_set = r.data_set and o.id = listed.id
            order by listed.place) end
        """;
}
