using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to the list of permissions: what there is, what it is called and what it opens. Permissions are data.</summary>
internal static class PermissionCatalogue
{
    internal const string Columns = """
        r.code, r.kind, r.name_en, r.name_de, r.opens_en, r.opens_de, r.price_model, r.delegable, r.representative_only, r.brand, r.vehicle_kind, r.version
        """;

    /// <summary>Permissions of these kinds in the order of their codes.</summary>
    public static async Task<IReadOnlyList<PermissionFacts>> ListAsync(WriteScope write, string[] kinds, string? after, int take) =>
        [.. await write.Connection.QueryAsync<PermissionFacts>(write.Sql($"""
            select {Columns}
            from identity.rights r
            where r.kind = any(@kinds) and (@after::text is null or r.code collate "C" > @after)
            order by r.code collate "C"
            limit @take
            """, new { kinds, after, take }))];

    /// <summary>Number of permissions of these kinds.</summary>
    public static Task<int> CountAsync(WriteScope write, string[] kinds) =>
        write.Connection.ExecuteScalarAsync<int>(write.Sql("select count(*) from identity.rights where kind = any(@kinds)", new { kinds }));

    /// <summary>One permission of an organisation; null if there is none with this code.</summary>
    public static Task<PermissionFacts?> FindAsync(WriteScope write, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<PermissionFacts>(write.Sql(
            $"select {Columns} from identity.rights r where r.code = @code and r.kind = 'permission'", new { code }));

    /// <summary>Permissions of organisations that are named and, if wanted, those of all brands, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<PermissionFacts>> FindAsync(WriteScope write, IReadOnlyCollection<string> codes, bool withBrands) =>
        [.. await write.Connection.QueryAsync<PermissionFacts>(write.Sql($"""
            select {Columns}
            from identity.rights r
            where r.kind = 'permission' and (r.code = any(@codes) or (@withBrands and r.brand is not null))
            order by r.code collate "C"
            """, new { codes = codes.ToArray(), withBrands }))];

    /// <summary>Adds a permission, which can be granted from now on; false if the code is taken.</summary>
    public static async Task<bool> CreateAsync(WriteScope write, PermissionFacts permission) =>
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.rights (code, kind, name_en, name_de, opens_en, opens_de, price_model, delegable, representative_only, vehicle_kind)
            values (@Code, 'permission', @NameEn, @NameDe, @OpensEn, @OpensDe, @PriceModel, @Delegable, @RepresentativeOnly, @VehicleKind)
            on conflict (code) do nothing
            """, permission)) > 0;

    /// <summary>Replaces what stands about a permission; false if it has another version. Who may have it can change by this, so every node forgets what it knows.</summary>
    public static async Task<bool> ReplaceAsync(WriteScope write, PermissionFacts permission)
    {
        var changed = await write.Connection.ExecuteAsync(write.Sql("""
            update identity.rights
            set name_en = @NameEn, name_de = @NameDe, opens_en = @OpensEn, opens_de = @OpensDe, price_model = @PriceModel, delegable = @Delegable,
                representative_only = @RepresentativeOnly, vehicle_kind = @VehicleKind, version = version + 1
            where code = @Code and kind = 'permission' and version = @Version
            """, permission));
        if (changed == 0)
            return false;
        await write.NotifyRightsAsync("r:" + permission.Code);
        return true;
    }
}

/// <summary>A permission, as the list knows it.</summary>
internal record PermissionFacts
{
    public required string Code { get; init; }

    /// <summary>A value of <see cref="Access.RightKinds"/>.</summary>
    public string Kind { get; init; } = Access.RightKinds.Permission;
    public required string NameEn { get; init; }
    public required string NameDe { get; init; }
    public string OpensEn { get; init; } = "";
    public string OpensDe { get; init; } = "";
    public string? PriceModel { get; init; }

    /// <summary>May be handed on to users.</summary>
    public bool Delegable { get; init; }

    /// <summary>For the legal representative alone.</summary>
    public bool RepresentativeOnly { get; init; }
    public string? Brand { get; init; }

    /// <summary><c>car</c> or <c>motorcycle</c>; null for both.</summary>
    public string? VehicleKind { get; init; }
    public int Version { get; init; }

    /// <summary>Users of the organisation inherit it.</summary>
    public bool IsInherited => Delegable && !RepresentativeOnly;

    /// <summary>Name in a language; English where there is no other.</summary>
    public string NameIn(string language) => language == "de" ? NameDe : NameEn;

    /// <summary>What it opens, in a language; English where there is no other.</summary>
    public string OpensIn(string language) => language == "de" ? OpensDe : OpensEn;
}
