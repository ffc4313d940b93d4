using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to plans: what an organisation may use, and how much of it.</summary>
internal sealed class Plans(NpgsqlDataSource database)
{
    /// <summary>Plans in force of an organisation and of its sandbox twin, by right.</summary>
    public async Task<IReadOnlyList<PlanInForce>> OfAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. await connection.QueryAsync<PlanInForce>(new CommandDefinition("""
            select tr.code as right_code, t.kind = 'sandbox' as is_sandbox, p.code, p.per_second, p.per_day
            from identity.tenants t
            join identity.tenant_rights tr on tr.tenant_id = t.id
            join identity.plans p on p.code = tr.plan_code
            where (t.id = @tenantId or t.parent_id = @tenantId)
                and tr.valid_from <= platform.now() and (tr.valid_until is null or tr.valid_until > platform.now())
            order by tr.code, is_sandbox
            """, new { tenantId }, cancellationToken: cancellation))];
    }
}

/// <summary>The plan of a right that is in force.</summary>
/// <param name="RightCode">Right to the product.</param>
/// <param name="IsSandbox">It is the sandbox twin's.</param>
/// <param name="Code">Code of the plan.</param>
/// <param name="PerSecond">Calls a second of each client.</param>
/// <param name="PerDay">Units a day of all clients together.</param>
internal sealed record PlanInForce(string RightCode, bool IsSandbox, string Code, int PerSecond, int PerDay);
