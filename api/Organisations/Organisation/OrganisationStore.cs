using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Every statement about the business data of organisations.</summary>
internal sealed class OrganisationStore(NpgsqlDataSource database)
{
    private const string Columns = """
        o.tenant_id, o.customer_number, o.user_group, o.country, o.name, o.street, o.additional_address_line, o.post_code, o.town, o.state, o.vat_id,
        o.without_vat_id, o.vat_status, o.vat_match, o.vat_last_checked_on::timestamp as vat_last_checked_on, o.phone, o.fax, o.homepage, o.state_reason, o.state_changed_at,
        coalesce(o.vat_next_check_at <= platform.now(), false) as vat_is_due, o.version, o.created_at, o.updated_at
        """;

    /// <summary>The data of an organisation; those of its tenant if it has none of its own yet.</summary>
    public async Task<OrganisationRow> FindAsync(TenantFacts tenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<OrganisationRow>(new CommandDefinition(
            $"select {Columns} from organisations.organisations o where o.tenant_id = @Id", new { tenant.Id }, cancellationToken: cancellation)) ?? OrganisationRow.Of(tenant);
    }

    /// <summary>Data of several organisations.</summary>
    public async Task<IReadOnlyDictionary<Guid, OrganisationRow>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<OrganisationRow>(new CommandDefinition(
            $"select {Columns} from organisations.organisations o where o.tenant_id = any (@ids)", new { ids = ids.ToArray() }, cancellationToken: cancellation))).ToDictionary(row => row.TenantId);
    }

    /// <summary>Organisations whose customer number begins with a text.</summary>
    public async Task<IReadOnlyList<Guid>> FindByNumberAsync(string text, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition(
            "select tenant_id from organisations.organisations where starts_with(customer_number, lower(@text)) order by customer_number limit 200", new { text }, cancellationToken: cancellation))];
    }

    /// <summary>The data of an organisation, whose row is made if there is none and stays locked until the end of the act.</summary>
    public static async Task<OrganisationRow> LockAsync(WriteScope write, TenantFacts tenant)
    {
        if (await FindAsync(write, tenant.Id, "for update") is { } row)
            return row;
        if (tenant.Country is null)
            throw OrganisationErrors.CountryUnknown.With();
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.organisations (tenant_id, user_group, country, name, street, post_code, town, version)
            values (@Id, coalesce(@UserGroup, 'others'), @Country, @Name, '', '', '', 0)
            on conflict (tenant_id) do nothing
            """, new { tenant.Id, tenant.UserGroup, tenant.Country, tenant.Name }));
        return (await FindAsync(write, tenant.Id, "for update"))!;
    }

    /// <summary>The data as this transaction sees them; those of the tenant if there are none yet.</summary>
    public static async Task<OrganisationRow> ReadAsync(WriteScope write, TenantFacts tenant) => await FindAsync(write, tenant.Id, "") ?? OrganisationRow.Of(tenant);

    /// <summary>The data as this transaction sees them; null if there are none yet.</summary>
    public static Task<OrganisationRow?> ReadAsync(WriteScope write, Guid tenantId) => FindAsync(write, tenantId, "");

    /// <summary>Raises the version, as something that is part of the organisation has changed.</summary>
    public static Task TouchAsync(WriteScope write, Guid tenantId) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.organisations set version = version + 1, updated_at = platform.now() where tenant_id = @tenantId", new { tenantId }));

    /// <summary>Sets what changes at once.</summary>
    public static Task SetContactAsync(WriteScope write, Guid tenantId, string? phone, string? fax, string? homepage) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.organisations set phone = @phone, fax = @fax, homepage = @homepage where tenant_id = @tenantId", new { tenantId, phone, fax, homepage }));

    /// <summary>Sets what an administrator has confirmed.</summary>
    public static Task SetMasterAsync(WriteScope write, Guid tenantId, IReadOnlyDictionary<string, string?> values) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.organisations
        set name = @name, street = @street, additional_address_line = @additionalAddressLine, post_code = @postCode, town = @town, state = @state,
            vat_id = @vatId, without_vat_id = @withoutVatId,
            -- The day of an answer belongs to the number that was asked about.
            vat_last_checked_on = case when vat_id is not distinct from @vatId then vat_last_checked_on end
        where tenant_id = @tenantId
        """, new
    {
        tenantId,
        name = values["name"],
        street = values["street"] ?? "",
        additionalAddressLine = values["additionalAddressLine"],
        postCode = values["postCode"] ?? "",
        town = values["town"] ?? "",
        state = values["state"],
        vatId = values["vatId"],
        withoutVatId = values["withoutVatId"] == "true",
    }));

    /// <summary>Sets what is known of the VAT id, and when it is checked next; the day moves only with an answer of the register.</summary>
    public static Task SetVatAsync(WriteScope write, Guid tenantId, string status, string? match, DateTime? checkedOn, TimeSpan? next) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.organisations
        set vat_status = @status, vat_match = @match, vat_last_checked_on = coalesce(@checkedOn::timestamp::date, vat_last_checked_on), vat_next_check_at = platform.now() + @next::interval
        where tenant_id = @tenantId
        """, new { tenantId, status, match, checkedOn, next }));

    /// <summary>Sets the user group.</summary>
    public static Task SetGroupAsync(WriteScope write, Guid tenantId, string userGroup) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.organisations set user_group = @userGroup where tenant_id = @tenantId", new { tenantId, userGroup }));

    /// <summary>Notes why the state changed.</summary>
    public static Task SetStateReasonAsync(WriteScope write, Guid tenantId, string? reason) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.organisations set state_reason = @reason, state_changed_at = platform.now() where tenant_id = @tenantId", new { tenantId, reason }));

    /// <summary>Organisations whose VAT id is due for its check, the longest due first.</summary>
    public async Task<IReadOnlyList<Guid>> VatDueAsync(Guid[] except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<Guid>(new CommandDefinition("""
            /* worker */
            select tenant_id from organisations.organisations
            where vat_next_check_at <= platform.now() and vat_id is not null and tenant_id <> all(@except)
            order by vat_next_check_at
            limit 50
            """, new { except }, cancellationToken: cancellation))];
    }

    private static Task<OrganisationRow?> FindAsync(WriteScope write, Guid tenantId, string lockClause) => write.Connection.QuerySingleOrDefaultAsync<OrganisationRow>(write.Sql(
        $"select {Columns} from organisations.organisations o where o.tenant_id = @tenantId {lockClause}", new { tenantId }));
}
