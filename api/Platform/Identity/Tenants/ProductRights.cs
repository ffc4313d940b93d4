using System.Globalization;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to the access of tenants to products: plan, suspension, end. Every change is obeyed by every node within a second.</summary>
internal sealed class ProductRights(NpgsqlDataSource database)
{
    private const string Columns = """
        t.code, case when t.valid_until <= platform.now() then 'terminated' else t.state end as state, t.plan_code, t.valid_from, t.valid_until, t.contract_until, t.conditions_due_at, t.version
        """;

    /// <summary>The access of a tenant to products that machines use, ended ones too.</summary>
    public async Task<IReadOnlyList<ProductRight>> ListAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ProductRight>(new CommandDefinition(
            $"select {Columns} from identity.tenant_rights t join identity.rights r on r.code = t.code where t.tenant_id = @tenantId and r.kind = 'product'",
            new { tenantId }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The sandbox twin of an organisation; null if it has none.</summary>
    public async Task<Guid?> SandboxOfAsync(Guid organisationId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("select id from identity.tenants where parent_id = @organisationId", new { organisationId }, cancellationToken: cancellation));
    }

    /// <summary>The access of a tenant to one product, locked until the end of the act; null if it never had it.</summary>
    public static Task<ProductRight?> LockAsync(WriteScope write, Guid tenantId, string code) => write.Connection.QuerySingleOrDefaultAsync<ProductRight>(write.Sql(
        $"select {Columns} from identity.tenant_rights t where t.tenant_id = @tenantId and t.code = @code for update", new { tenantId, code }));

    /// <summary>Another plan.</summary>
    public static Task ChangePlanAsync(WriteScope write, Guid tenantId, string code, string plan) =>
        ChangeAsync(write, tenantId, code, "plan_code = @plan", "planChanged", plan);

    /// <summary>Suspends the access: calls answer 402 until it is active again.</summary>
    public static Task SuspendAsync(WriteScope write, Guid tenantId, string code) => ChangeAsync(write, tenantId, code, "state = 'suspended'", "suspended");

    /// <summary>Ends a suspension.</summary>
    public static Task ReactivateAsync(WriteScope write, Guid tenantId, string code) => ChangeAsync(write, tenantId, code, "state = 'active'", "reactivated");

    /// <summary>Ends the access now.</summary>
    public static Task EndNowAsync(WriteScope write, Guid tenantId, string code) => ChangeAsync(write, tenantId, code, "valid_until = platform.now()", "ended");

    /// <summary>Sets the end of the access, for the operator: the organisation cannot move it out.</summary>
    public static Task EndAsync(WriteScope write, Guid tenantId, string code, DateTimeOffset until) =>
        ChangeAsync(write, tenantId, code, "valid_until = @until, contract_until = @until", "ended", until: until.UtcDateTime);

    /// <summary>Sets the end that the organisation wants for itself, before that of the contract.</summary>
    public static Task EndEarlierAsync(WriteScope write, Guid tenantId, string code, DateTimeOffset until) =>
        ChangeAsync(write, tenantId, code, "valid_until = @until", "ended", until: until.UtcDateTime);

    /// <summary>Takes back the end that the organisation has set; the end of the contract holds again, if there is one.</summary>
    public static Task WithdrawEndAsync(WriteScope write, Guid tenantId, string code) =>
        ChangeAsync(write, tenantId, code, "valid_until = contract_until", "endWithdrawn");

    /// <summary>
    /// Gives organisations with access to a product a time to accept its newer conditions; an earlier end stays. No node needs to be told: what is known of a token
    /// never outlives such a moment.
    /// </summary>
    /// <param name="write">The transaction.</param>
    /// <param name="code">Right to the product.</param>
    /// <param name="time">How long they have.</param>
    /// <param name="tenantId">Only this tenant; null for all. A sandbox owes nothing.</param>
    public static Task DemandConditionsAsync(WriteScope write, string code, TimeSpan time, Guid? tenantId = null) => write.Connection.ExecuteAsync(write.Sql("""
        update identity.tenant_rights r
        set conditions_due_at = platform.now() + @time, version = nextval('identity.tenant_right_versions')
        from identity.tenants t
        where t.id = r.tenant_id and t.kind = 'organisation' and t.state <> 'closed' and (@tenantId::uuid is null or t.id = @tenantId)
          and r.code = @code and r.conditions_due_at is null and (r.valid_until is null or r.valid_until > platform.now())
        """, new { code, time, tenantId }));

    /// <summary>The newer conditions of a product were accepted: calls are open again within a second.</summary>
    public static Task AcceptConditionsAsync(WriteScope write, Guid tenantId, string code) => ChangeAsync(write, tenantId, code, "conditions_due_at = null", "conditionsAccepted");

    /// <summary>Where newer conditions of a product wait for their acceptance, and until when; of one tenant, or of all.</summary>
    public static async Task<IReadOnlyList<(Guid TenantId, string Code, DateTime DueAt)>> WaitingAsync(WriteScope write, Guid? tenantId = null) =>
        [.. await write.Connection.QueryAsync<(Guid, string, DateTime)>(write.Sql("""
            select r.tenant_id, r.code, r.conditions_due_at
            from identity.tenant_rights r
            join identity.tenants t on t.id = r.tenant_id and t.state <> 'closed'
            where r.conditions_due_at is not null and (@tenantId::uuid is null or r.tenant_id = @tenantId) and (r.valid_until is null or r.valid_until > platform.now())
            order by r.tenant_id, r.code
            """, new { tenantId }))];

    /// <summary>Codes of the rights to brands, with the kind of vehicle that a brand has; null for both.</summary>
    public static async Task<IReadOnlyDictionary<string, string?>> BrandsAsync(WriteScope write) =>
        (await write.Connection.QueryAsync<(string Code, string? Kind)>(write.Sql("select code, vehicle_kind from identity.rights where brand is not null")))
        .ToDictionary(right => right.Code, right => right.Kind, StringComparer.Ordinal);

    /// <summary>Codes of the rights to brands that a tenant with these kinds of vehicles can have; no kinds means all.</summary>
    public static async Task<IReadOnlyList<string>> BrandsOfAsync(WriteScope write, IReadOnlyCollection<string> vehicleKinds) =>
        [.. (await BrandsAsync(write)).Where(brand => FitsKind(brand.Value, vehicleKinds)).Select(brand => brand.Key)];

    /// <summary>True if a tenant with these kinds of vehicles can have what is for one kind; null is for both.</summary>
    public static bool FitsKind(string? kind, IReadOnlyCollection<string> vehicleKinds) => kind is null || vehicleKinds.Count == 0 || vehicleKinds.Contains(kind);

    /// <summary>Rights of these codes that a tenant has in force.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenantId">Tenant.</param>
    /// <param name="codes">Codes.</param>
    /// <param name="alsoSuspended">Those too that are suspended.</param>
    public static async Task<IReadOnlySet<string>> HeldAsync(WriteScope write, Guid tenantId, IReadOnlyCollection<string> codes, bool alsoSuspended = false) =>
        (await write.Connection.QueryAsync<string>(write.Sql("""
            select code from identity.tenant_rights
            where tenant_id = @tenantId and code = any (@codes) and (state = 'active' or @alsoSuspended)
              and valid_from <= platform.now() and (valid_until is null or valid_until > platform.now())
            """, new { tenantId, codes = codes.ToArray(), alsoSuspended }))).ToHashSet(StringComparer.Ordinal);

    private static async Task ChangeAsync(WriteScope write, Guid tenantId, string code, string set, string what, string? plan = null, DateTime? until = null)
    {
        await write.Connection.ExecuteAsync(write.Sql(
            $"update identity.tenant_rights set {set}, version = nextval('identity.tenant_right_versions') where tenant_id = @tenantId and code = @code", new { tenantId, code, plan, until }));
        await write.AuditAsync(tenantId, "identity.right." + what, "right", code, new Dictionary<string, string?> { ["plan"] = plan, ["until"] = until?.ToString("O", CultureInfo.InvariantCulture) });
        await write.NotifyRightsAsync("o:" + tenantId);
    }
}

/// <summary>The access of a tenant to a product.</summary>
internal sealed record ProductRight
{
    /// <summary>Code of the right.</summary>
    public required string Code { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>terminated</c>.</summary>
    public required string State { get; init; }

    /// <summary>Its plan.</summary>
    public string? PlanCode { get; init; }

    /// <summary>Since when it is in force.</summary>
    public DateTime ValidFrom { get; init; }

    /// <summary>When it ends; null without an end.</summary>
    public DateTime? ValidUntil { get; init; }

    /// <summary>End that the operator or the contract has set; null without one.</summary>
    public DateTime? ContractUntil { get; init; }

    /// <summary>Until when newer conditions of use must be accepted; null while none wait.</summary>
    public DateTime? ConditionsDueAt { get; init; }

    /// <summary>Its end is the organisation's own, and can be taken back by it.</summary>
    public bool IsEndOwn => ValidUntil is not null && ValidUntil != ContractUntil;

    /// <summary>Version of the row.</summary>
    public int Version { get; init; }

    /// <summary>It has not ended.</summary>
    public bool IsThere => State != "terminated";
}
