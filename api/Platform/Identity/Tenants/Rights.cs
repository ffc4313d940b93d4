using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to rights: areas and commands grant and end them here and nowhere else.</summary>
internal static class Rights
{
    /// <summary>Grants a right to a tenant, or changes plan and end of a grant. Takes effect on every node within a second.</summary>
    public static async Task GrantAsync(WriteScope write, Guid tenantId, string code, string? plan, DateTimeOffset? until, string source, string? reason)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.tenant_rights (tenant_id, code, plan_code, source, valid_until, contract_until, granted_by, reason)
            values (@tenantId, @code, @plan, @source, @until, @until, @by, @reason)
            on conflict (tenant_id, code) do update
            set state = 'active', plan_code = @plan,
                conditions_due_at = case when not coalesce(tenant_rights.valid_until <= platform.now(), false) then tenant_rights.conditions_due_at end,
                source = @source, valid_until = @until, contract_until = @until, granted_by = @by, reason = @reason, version = nextval('identity.tenant_right_versions'),
                valid_from = case when tenant_rights.valid_until <= platform.now() then platform.now() else tenant_rights.valid_from end
            """, new { tenantId, code, plan, source, until, by = $"{write.Actor.Kind}:{write.Actor.Id}", reason }));
        await write.AuditAsync(tenantId, "identity.right.granted", "right", code, new Dictionary<string, string?> { ["plan"] = plan, ["until"] = until?.ToString("O") });
        await write.NotifyRightsAsync("o:" + tenantId);
    }

    /// <summary>Opens the operations of a product, or closes them for everybody. Takes effect on every node within a second.</summary>
    public static async Task SetAvailableAsync(WriteScope write, string code, bool isAvailable)
    {
        if (await write.Connection.ExecuteAsync(write.Sql("update identity.rights set available = @isAvailable where code = @code and available <> @isAvailable", new { code, isAvailable })) > 0)
            await write.NotifyRightsAsync("r:" + code);
    }

    /// <summary>Codes of the rights that staff can have.</summary>
    public static Task<IEnumerable<string>> StaffCodesAsync(WriteScope write) =>
        write.Connection.QueryAsync<string>(write.Sql("select code from identity.rights where kind = 'staff' order by code"));

    /// <summary>Takes a right from a tenant; false if the tenant does not have it.</summary>
    public static async Task<bool> RevokeAsync(WriteScope write, Guid tenantId, string code)
    {
        var gone = await write.Connection.ExecuteAsync(write.Sql(
            "delete from identity.tenant_rights where tenant_id = @tenantId and code = @code", new { tenantId, code }));
        if (gone == 0)
            return false;
        await write.AuditAsync(tenantId, "identity.right.revoked", "right", code);
        await write.NotifyRightsAsync("o:" + tenantId);
        return true;
    }

    /// <summary>Refuses a code that is no right, a plan that does not exist, and a product without a plan, which would have no limits of its own.</summary>
    /// <exception cref="CommandException">One of these.</exception>
    public static async Task RefuseUnknownAsync(WriteScope write, string code, string? plan)
    {
        var (kind, planExists) = await write.Connection.QuerySingleAsync<(string?, bool)>(write.Sql("""
            select (select kind from identity.rights where code = @code),
                   exists (select from identity.plans where code = @plan)
            """, new { code, plan }));
        if (kind is null)
            throw new CommandException($"There is no right '{code}'.");
        if (plan is not null && !planExists)
            throw new CommandException($"There is no plan '{plan}'.");
        if ((kind == RightKinds.Product) != (plan is not null))
            throw new CommandException(plan is null ? $"The right '{code}' is to a product: name a plan with --plan." : $"The right '{code}' is not to a product, so it has no plan.");
    }

    /// <summary>Makes sure that there is a right for each brand of the catalogue: who holds it sees the brand's data.</summary>
    public static async Task EnsureBrandsAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<(string Code, string Name, string? VehicleKind)> brands)
    {
        await connection.ExecuteAsync("""
            insert into identity.rights as r (code, kind, brand, name_en, name_de, opens_en, opens_de, vehicle_kind)
            select 'brand' || upper(left(b.code, 1)) || substr(b.code, 2), 'permission', b.code, b.name, b.name,
                   'Data and contents of the brand ' || b.name, 'Daten und Inhalte der Marke ' || b.name, b.vehicle_kind
            from unnest(@codes, @names, @kinds) as b (code, name, vehicle_kind)
            on conflict (code) do update
            set vehicle_kind = coalesce(excluded.vehicle_kind, r.vehicle_kind), opens_en = coalesce(nullif(r.opens_en, ''), excluded.opens_en),
                opens_de = coalesce(nullif(r.opens_de, ''), excluded.opens_de), version = r.version + 1
            where r.opens_en = '' or excluded.vehicle_kind is not null and r.vehicle_kind is distinct from excluded.vehicle_kind
            """, new
        {
            codes = brands.Select(brand => brand.Code).ToArray(),
            names = brands.Select(brand => brand.Name).ToArray(),
            kinds = brands.Select(brand => brand.VehicleKind).ToArray(),
        }, transaction);
    }
}
