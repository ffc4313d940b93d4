using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door by which an organisation's tenant changes: its name, state, user group. Its sandbox twin changes with it, and every node hears of it.</summary>
internal static class TenantChanges
{
    internal const string Columns = "t.id, t.kind, t.state, t.name, t.country, t.user_group, t.vehicle_kinds, t.vat_blocked, t.created_at";

    /// <summary>An organisation, whose row stays locked until the end of the act; null if there is none.</summary>
    public static Task<TenantFacts?> LockAsync(WriteScope write, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<TenantFacts>(write.Sql(
            $"select {Columns} from identity.tenants t where t.id = @id and t.kind = 'organisation' for update", new { id }));

    /// <summary>Gives a tenant another name.</summary>
    public static async Task RenameAsync(WriteScope write, Guid id, string name)
    {
        await write.Connection.ExecuteAsync(write.Sql(
            "update identity.tenants set name = @name, version = version + 1 where id = @id or parent_id = @id", new { id, name }));
        await write.NotifyRightsAsync("o:" + id);
    }

    /// <summary>Sets the state: <c>active</c>, <c>suspended</c> or <c>closed</c>. Tokens of the organisation are refused while it is not active.</summary>
    public static async Task SetStateAsync(WriteScope write, Guid id, string state)
    {
        await write.Connection.ExecuteAsync(write.Sql(
            "update identity.tenants set state = @state, version = version + 1 where id = @id or parent_id = @id", new { id, state }));
        await write.NotifyRightsAsync("o:" + id);
    }

    /// <summary>Sets the user group and the kinds of vehicles that it sees.</summary>
    public static async Task SetUserGroupAsync(WriteScope write, Guid id, string userGroup, string[] vehicleKinds)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update identity.tenants set user_group = @userGroup, vehicle_kinds = @vehicleKinds, version = version + 1
            where id = @id or parent_id = @id
            """, new { id, userGroup, vehicleKinds }));
        await write.NotifyRightsAsync("o:" + id);
    }

    /// <summary>Marks an organisation whose VAT ID has been found invalid; what needs a valid one (CarData, tickets) refuses it.</summary>
    public static async Task BlockForVatAsync(WriteScope write, Guid id, bool isBlocked)
    {
        var changed = await write.Connection.ExecuteAsync(write.Sql("""
            update identity.tenants set vat_blocked = @isBlocked, version = version + 1
            where (id = @id or parent_id = @id) and vat_blocked <> @isBlocked
            """, new { id, isBlocked }));
        if (changed > 0)
            await write.NotifyRightsAsync("o:" + id);
    }

    /// <summary>Ends every token of the organisation's clients, and of its twin's, for good.</summary>
    public static async Task EndTokensAsync(WriteScope write, Guid id)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update identity.access_tokens set revoked_at = platform.now()
            where revoked_at is null and client_id in (
                select c.id from identity.clients c join identity.tenants t on t.id = c.tenant_id where t.id = @id or t.parent_id = @id)
            """, new { id }));
        await write.NotifyRightsAsync("o:" + id);
    }

    /// <summary>Codes of the rights that came with the user group.</summary>
    public static async Task<IReadOnlyList<string>> RightsOfGroupAsync(WriteScope write, Guid id) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql(
            "select code from identity.tenant_rights where tenant_id = @id and source = 'userGroup' order by code", new { id }))];

    /// <summary>True if the tenant holds one of these rights, suspended or not.</summary>
    public static Task<bool> HoldsAsync(WriteScope write, Guid id, params string[] codes) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql("""
            select exists (
                select from identity.tenant_rights
                where tenant_id = @id and code = any(@codes) and valid_from <= platform.now() and (valid_until is null or valid_until > platform.now()))
            """, new { id, codes }));
}

/// <summary>What areas need to know of an organisation's tenant.</summary>
internal sealed record TenantFacts
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>closed</c>.</summary>
    public required string State { get; init; }
    public required string Name { get; init; }
    public string? Country { get; init; }
    public string? UserGroup { get; init; }
    public required string[] VehicleKinds { get; init; }
    public bool VatBlocked { get; init; }
    public DateTime CreatedAt { get; init; }
}
