using System.Globalization;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Limits.Days;

/// <summary>Short ways to a day with so many units, and to what is left of it.</summary>
internal static partial class DayCalls
{
    public const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";

    /// <summary>Begins a new day at noon, on which a tenant has so many units, some of them used.</summary>
    public static async Task DayAsync(this ApiHost api, Guid tenantId, int limit, int used = 0)
    {
        var now = api.Clock.GetUtcNow();
        await api.Clock.AdvanceAsync(now.UtcDateTime.Date.AddDays(1).AddHours(12) - now.UtcDateTime);
        if (used > 0)
            await api.SqlAsync($"""
                insert into platform.quotas (day, tenant_id, product, used, granted)
                values ((platform.now() at time zone 'UTC')::date, '{tenantId}', 'vehicle-identification', {used}, 0)
                """);
        await api.PlanAsync(tenantId, limit);
    }

    /// <summary>Gives a tenant a plan with so many units a day, and waits until the node knows it.</summary>
    public static async Task PlanAsync(this ApiHost api, Guid tenantId, int limit)
    {
        await api.SqlAsync($"""
            insert into identity.plans (code, per_second, per_day) values ('day-{limit}', 1000000, {limit}) on conflict do nothing;
            update identity.tenant_rights set plan_code = 'day-{limit}' where tenant_id = '{tenantId}' and code = 'apiVehicleIdentification';
            select pg_notify('aos_auth', 'o:{tenantId}')
            """);
        using var client = await api.AsAsync(Somebody.All.First(somebody => somebody.TenantId == tenantId));
        await Polling.UntilAsync(async () =>
        {
            using var refused = await client.GetAsync("/vehicle-identification/v1/vehicles/short");
            return refused.Header("RateLimit-Policy")!.EndsWith(string.Create(CultureInfo.InvariantCulture, $"\"day\";q={limit};w=86400"), StringComparison.Ordinal);
        });
    }

    /// <summary>What the database holds as used of today: what is spent, and what nodes hold.</summary>
    public static Task<long> UsedAsync(this ApiHost api, Guid tenantId) => api.SqlAsync<long>($"""
        select used from platform.quotas
        where tenant_id = '{tenantId}' and client_id = '' and day = (platform.now() at time zone 'UTC')::date
        """);

    /// <summary>Units that an answer says are left of the day.</summary>
    public static long Left(this HttpResponseMessage answer) => long.Parse(DayLeft().Match(answer.Header("RateLimit")!).Groups["left"].Value, CultureInfo.InvariantCulture);

    /// <summary>Status of a call.</summary>
    public static async Task<int> StatusAsync(this HttpClient client, string path = Vehicle)
    {
        using var answer = await client.GetAsync(path);
        return (int)answer.StatusCode;
    }

    /// <summary>Statuses of calls one after the other.</summary>
    public static async Task<List<int>> StatusesAsync(this HttpClient client, int count)
    {
        var statuses = new List<int>();
        while (statuses.Count < count)
            statuses.Add(await client.StatusAsync());
        return statuses;
    }

    [GeneratedRegex("\"day\";r=(?<left>[0-9]+);t=(?<seconds>[0-9]+)$", RegexOptions.CultureInvariant, 1000)]
    public static partial Regex DayLeft();
}
