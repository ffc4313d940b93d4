using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to plans: how many calls the access to a product permits.</summary>
internal sealed class Plans(NpgsqlDataSource database)
{
    private const string Columns = "code, product, per_second, per_day, requires_payment_method, offered, version";

    /// <summary>All plans, by code.</summary>
    public async Task<IReadOnlyList<PlanFacts>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<PlanFacts>(new CommandDefinition($"select {Columns} from identity.plans order by code", cancellationToken: cancellation))).AsList();
    }

    /// <summary>Plans in force of an organisation and of its sandbox twin, by right; none of what is suspended.</summary>
    public async Task<IReadOnlyList<PlanInForce>> OfAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<PlanInForce>(new CommandDefinition("""
            select tr.code as right_code, t.id as tenant_id, t.kind = 'sandbox' as is_sandbox, p.code, p.per_second, p.per_day
            from identity.tenants t
            join identity.tenant_rights tr on tr.tenant_id = t.id
            join identity.plans p on p.code = tr.plan_code
            where (t.id = @tenantId or t.parent_id = @tenantId) and tr.state = 'active'
                and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
            order by tr.code, is_sandbox
            """, new { tenantId }, cancellationToken: cancellation))];
    }

    /// <summary>A plan, locked against changes until the end of the act; null if there is none.</summary>
    public static Task<PlanFacts?> FindAsync(WriteScope write, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<PlanFacts>(write.Sql($"select {Columns} from identity.plans where code = @code for share", new { code }));

    /// <summary>Adds a plan; false if there is one with this code.</summary>
    public static async Task<bool> AddAsync(WriteScope write, PlanFacts plan) => await write.Connection.ExecuteAsync(write.Sql("""
        insert into identity.plans (code, product, per_second, per_day, requires_payment_method, offered)
        values (@Code, @Product, @PerSecond, @PerDay, @RequiresPaymentMethod, @Offered)
        on conflict do nothing
        """, plan)) > 0;

    /// <summary>Replaces a plan if it still has this version; every node obeys the new figures within a second.</summary>
    public static async Task<bool> ReplaceAsync(WriteScope write, PlanFacts plan, int version)
    {
        var changed = await write.Connection.ExecuteAsync(write.Sql("""
            update identity.plans
            set product = @Product, per_second = @PerSecond, per_day = @PerDay, requires_payment_method = @RequiresPaymentMethod, offered = @Offered, version = version + 1
            where code = @Code and version = @version
            """, new { plan.Code, plan.Product, plan.PerSecond, plan.PerDay, plan.RequiresPaymentMethod, plan.Offered, version }));
        if (changed == 0)
            return false;
        await write.Connection.ExecuteAsync(write.Sql(
            "select pg_notify('aos_auth', 'o:' || tenant_id) from (select distinct tenant_id from identity.tenant_rights where plan_code = @Code) holders", new { plan.Code }));
        return true;
    }
}

/// <summary>A plan.</summary>
internal sealed record PlanFacts
{
    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Product that it is for; null for any.</summary>
    public string? Product { get; init; }

    /// <summary>Calls a second and client.</summary>
    public int PerSecond { get; init; }

    /// <summary>Units a day and product.</summary>
    public int PerDay { get; init; }

    /// <summary>It needs a valid payment method.</summary>
    public bool RequiresPaymentMethod { get; init; }

    /// <summary>Organisations may choose it by themselves.</summary>
    public bool Offered { get; init; }

    /// <summary>Version of the row.</summary>
    public int Version { get; init; }

    /// <summary>True if it fits a product.</summary>
    public bool IsFor(string product) => Product is null || Product == product;
}

/// <summary>The plan of a right that is in force.</summary>
/// <param name="RightCode">Right to the product.</param>
/// <param name="TenantId">Tenant that has it.</param>
/// <param name="IsSandbox">It is the sandbox twin's.</param>
/// <param name="Code">Code of the plan.</param>
/// <param name="PerSecond">Calls a second of each client.</param>
/// <param name="PerDay">Units a day of all clients together.</param>
internal sealed record PlanInForce(string RightCode, Guid TenantId, bool IsSandbox, string Code, int PerSecond, int PerDay);
