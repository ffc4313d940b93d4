using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>
/// The door to which conditions of use a tenant has accepted, as far as the check of a token needs it. What was in force
/// when an organisation came was accepted with its registration.
/// </summary>
internal static class TenantConditions
{
    private const string Lacking = """
        t.kind = 'organisation' and t.state <> 'closed' and coalesce(t.conditions_version, 0) < @version
        and (t.conditions_version is not null or t.created_at < @validFrom)
        """;

    private const string Accepted = """
        select t.conditions_version as version, t.conditions_due_at as due_at, t.created_at
        from identity.tenants t
        where t.id = @tenantId and t.kind = 'organisation'
        """;

    /// <summary>What an organisation has accepted; its row stays locked to the end of the act. Null if it is no organisation.</summary>
    public static Task<AcceptedConditions?> LockAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<AcceptedConditions>(write.Sql($"{Accepted} for no key update", new { tenantId }));

    /// <summary>The same, for reading alone.</summary>
    public static Task<AcceptedConditions?> ReadAsync(WriteScope write, Guid tenantId) =>
        write.Connection.QuerySingleOrDefaultAsync<AcceptedConditions>(write.Sql(Accepted, new { tenantId }));

    /// <summary>
    /// Sets the end of the time to accept a version for every organisation that has not; an earlier end stays. Who came after the
    /// version, or was never told of it, has the whole time from now on.
    /// </summary>
    public static Task MarkDueAsync(WriteScope write, int version, DateTime validFrom, TimeSpan time, IEnumerable<Guid> told) =>
        write.Connection.ExecuteAsync(write.Sql($"""
            update identity.tenants t
            set conditions_due_at = case when t.created_at < @validFrom and t.id = any (@told) then @validFrom + @time else greatest(@validFrom, platform.now()) + @time end
            where t.conditions_due_at is null and {Lacking}
            """, new { version, validFrom, time, told = told.ToArray() }));

    /// <summary>Organisations that have not accepted a version, with the end of the time to accept what is in force.</summary>
    public static async Task<IReadOnlyList<(Guid Id, DateTime? DueAt)>> LackingAsync(WriteScope write, int version, DateTime validFrom) =>
        [.. await write.Connection.QueryAsync<(Guid, DateTime?)>(write.Sql($"select t.id, t.conditions_due_at from identity.tenants t where {Lacking} order by t.id", new { version, validFrom }))];

    /// <summary>Notes that a version was accepted, and with it every older one. Opens everything within a second on every node.</summary>
    public static async Task AcceptAsync(WriteScope write, Guid tenantId, int version)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update identity.tenants
            set conditions_version = greatest(conditions_version, @version), conditions_due_at = null
            where id = @tenantId
            """, new { tenantId, version }));
        await write.NotifyRightsAsync("o:" + tenantId);
    }
}

/// <summary>What a tenant has accepted.</summary>
internal sealed record AcceptedConditions
{
    /// <summary>Newest version; null if nothing was accepted since the tenant was created.</summary>
    public int? Version { get; init; }
    public DateTime? DueAt { get; init; }
    public DateTime CreatedAt { get; init; }

    /// <summary>True if a version was accepted, or was in force already when the tenant came.</summary>
    public bool Covers(int version, DateTime validFrom) => Version is { } accepted ? accepted >= version : CreatedAt >= validFrom;
}
