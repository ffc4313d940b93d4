using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Publications.CenTree;

/// <summary>Every statement about the tree.</summary>
internal sealed class CenStore(NpgsqlDataSource database)
{
    private const string Columns = """
        e.code, e.parent_code, e.sort_order, e.label_en, e.label_de, e.label_pl, e.description_en, e.description_de, e.description_pl,
        e.targets, e.vehicle_kind, e.brands, e.countries, e.version, e.updated_at
        """;

    /// <summary>The place of an entry in the whole tree: its heading's, then its own.</summary>
    private const string Place = """
        (coalesce(lpad(h.sort_order::text, 6, '0') || h.code || '/', '') || lpad(e.sort_order::text, 6, '0') || e.code) collate "C"
        """;

    private const string Tree = "publications.cen_entries e left join publications.cen_entries h on h.code = e.parent_code";

    private const string Filters = """
        (@parentCode::text is null or e.parent_code = @parentCode)
        and (@country::text is null or e.countries = '{}' or @country = any (e.countries))
        and (e.vehicle_kind is null or @kinds = '{}' or e.vehicle_kind = any (@kinds))
        and (@isVisitor or e.brands = '{}' or e.brands && @brands)
        and (@pattern::text is null or concat_ws(chr(10), e.label_en, e.label_de, e.label_pl, e.description_en, e.description_de, e.description_pl) ilike @pattern)
        """;

    /// <summary>Entries in the order of the tree.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="after">Place of the last entry of the page before.</param>
    /// <param name="take">Entries to read.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<CenRow>> ListAsync(CenFilter filter, string? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<CenRow>(new CommandDefinition($"""
            select {Columns}, {Place} as place
            from {Tree}
            where {Filters} and (@after::text is null or {Place} > @after)
            order by place
            limit @take
            """, Parameters(filter, after, take), cancellationToken: cancellation))).AsList();
    }

    /// <summary>Number of entries, at most one more than the cap.</summary>
    public async Task<int> CountAsync(CenFilter filter, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*)::int from (select from {Tree} where {Filters} limit @take) few", Parameters(filter, null, cap + 1), cancellationToken: cancellation));
    }

    /// <summary>One entry that a caller may see; null if there is none.</summary>
    public async Task<CenRow?> FindAsync(string code, CenFilter filter, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CenRow>(new CommandDefinition(
            $"select {Columns} from {Tree} where e.code = @code and {Filters}",
            new { code, filter.ParentCode, filter.Country, filter.Kinds, filter.IsVisitor, filter.Brands, pattern = (string?)null }, cancellationToken: cancellation));
    }

    /// <summary>An entry, held until the end of the transaction; null if there is none.</summary>
    public static Task<CenRow?> LockAsync(WriteScope write, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<CenRow?>(write.Sql($"select {Columns} from publications.cen_entries e where e.code = @code for update", new { code }));

    /// <summary>Whether there are entries below this one.</summary>
    public static Task<bool> HasEntriesAsync(WriteScope write, string code) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql("select exists (select from publications.cen_entries where parent_code = @code)", new { code }));

    /// <summary>Adds an entry; null if the code is taken.</summary>
    public static async Task<CenRow?> AddAsync(WriteScope write, string code, CenNodeReplace body) =>
        await write.Connection.QuerySingleOrDefaultAsync<CenRow?>(write.Sql($"""
            insert into publications.cen_entries as e
                (code, parent_code, sort_order, label_en, label_de, label_pl, description_en, description_de, description_pl, targets, vehicle_kind, brands, countries)
            values (@code, @ParentCode, @SortOrder, @labelEn, @labelDe, @labelPl, @descriptionEn, @descriptionDe, @descriptionPl, @targets, @VehicleKind, @brands, @countries)
            on conflict do nothing
            returning {Columns}
            """, Values(code, body)));

    /// <summary>Replaces an entry that is locked.</summary>
    public static Task<CenRow> ReplaceAsync(WriteScope write, string code, CenNodeReplace body) =>
        write.Connection.QuerySingleAsync<CenRow>(write.Sql($"""
            update publications.cen_entries e
            set parent_code = @ParentCode, sort_order = @SortOrder, label_en = @labelEn, label_de = @labelDe, label_pl = @labelPl,
                description_en = @descriptionEn, description_de = @descriptionDe, description_pl = @descriptionPl,
                targets = @targets, vehicle_kind = @VehicleKind, brands = @brands, countries = @countries, version = version + 1, updated_at = platform.now()
            where e.code = @code
            returning {Columns}
            """, Values(code, body)));

    /// <summary>Deletes an entry.</summary>
    public static Task DeleteAsync(WriteScope write, string code) =>
        write.Connection.ExecuteAsync(write.Sql("delete from publications.cen_entries where code = @code", new { code }));

    private static object Parameters(CenFilter filter, string? after, int take) => new
    {
        filter.ParentCode,
        filter.Country,
        filter.Kinds,
        filter.IsVisitor,
        filter.Brands,
        pattern = filter.Text is null ? null : $"%{LikePattern.Escape(filter.Text)}%",
        after,
        take,
    };

    private static object Values(string code, CenNodeReplace body) => new
    {
        code,
        ParentCode = CenRules.Blank(body.ParentCode),
        body.SortOrder,
        labelEn = body.Label!.En,
        labelDe = body.Label.De,
        labelPl = body.Label.Pl,
        descriptionEn = body.Description?.En,
        descriptionDe = body.Description?.De,
        descriptionPl = body.Description?.Pl,
        targets = (body.Targets ?? []).Select(target => $"{target.Kind}:{target.Code}").ToArray(),
        VehicleKind = CenRules.Blank(body.VehicleKind),
        brands = body.Brands?.ToArray() ?? [],
        countries = body.Countries?.ToArray() ?? [],
    };
}

/// <summary>What of the tree is asked for, and by whom.</summary>
internal sealed record CenFilter
{
    public string? ParentCode { get; init; }
    public string? Country { get; init; }
    public string? Text { get; init; }

    /// <summary>Kinds of vehicles of the caller; empty means all.</summary>
    public string[] Kinds { get; init; } = [];

    /// <summary>Visitors see entries of all brands.</summary>
    public bool IsVisitor { get; init; } = true;
    public string[] Brands { get; init; } = [];
}

/// <summary>An entry as it is stored.</summary>
internal sealed record CenRow
{
    public required string Code { get; init; }
    public string? ParentCode { get; init; }
    public int SortOrder { get; init; }
    public required string LabelEn { get; init; }
    public required string LabelDe { get; init; }
    public required string LabelPl { get; init; }
    public string? DescriptionEn { get; init; }
    public string? DescriptionDe { get; init; }
    public string? DescriptionPl { get; init; }
    public required string[] Targets { get; init; }
    public string? VehicleKind { get; init; }
    public required string[] Brands { get; init; }
    public required string[] Countries { get; init; }
    public int Version { get; init; }
    public DateTime UpdatedAt { get; init; }

    /// <summary>Place in the tree, where it was asked for.</summary>
    public string? Place { get; init; }

    public CenText Label => new() { En = LabelEn, De = LabelDe, Pl = LabelPl };

    public CenText? Description => DescriptionEn is null ? null : new() { En = DescriptionEn, De = DescriptionDe!, Pl = DescriptionPl! };

    public CenNode ToNode() => new()
    {
        Code = Code,
        ParentCode = ParentCode,
        SortOrder = SortOrder,
        Label = Label,
        Description = Description,
        Targets = [.. Targets.Select(target => target.Split(':')).Select(parts => new CenNodeTarget { Kind = CenRules.KindOf(parts[0]), Code = parts[1] })],
        VehicleKind = VehicleKind,
        Brands = Brands,
        Countries = Countries,
        UpdatedAt = UpdatedAt,
        Etag = EntityTag.OfVersion(Version),
    };
}
