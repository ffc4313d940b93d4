using System.Globalization;
using Aos.Api.Platform.Audit;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Audit;

/// <summary>Short ways to fill the audit and to wait for its chain.</summary>
internal static class Acts
{
    /// <summary>Writes an act of a tenant.</summary>
    public static Task ActAsync(this ApiHost api, Guid tenantId, string action = "test.thing.happened", string objectId = "1", string actor = "tester", Dictionary<string, string?>? details = null) =>
        api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(new Actor("command", actor), "request-1", async write =>
        {
            await write.AuditAsync(tenantId, action, "thing", objectId, details);
            return true;
        }, CancellationToken.None);

    /// <summary>Waits until nothing waits to be chained; the time that it took.</summary>
    public static Task<TimeSpan> ChainedAsync(this ApiHost api) =>
        Polling.UntilAsync(async () => await api.SqlAsync<long>("select count(*) from platform.audit_unchained") == 0);

    /// <summary>Changes what cannot be changed, as somebody with all rights on the server could.</summary>
    public static Task TamperAsync(this ApiHost api, string sql) => api.SqlAsync($"set session_replication_role = replica; {sql}; set session_replication_role = origin");

    /// <summary>The numbers of a tenant's log in the order of its chain, <c>1,2,3</c>.</summary>
    public static Task<string?> NumbersAsync(this ApiHost api, Guid tenantId) => api.SqlAsync<string>(string.Create(CultureInfo.InvariantCulture,
        $"select string_agg(seq::text, ',' order by seq) from platform.audit_chain where tenant_id = '{tenantId}'"));
}
