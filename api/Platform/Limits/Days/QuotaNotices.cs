using System.Globalization;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Dapper;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Limits.Days;

/// <summary>Tells an organisation that 80 and 100 % of the units of a day are used: an event each, once a day and product, and a mail to those who look after its clients.</summary>
internal sealed class QuotaNotices(Writes.Writes writes, Messages messages, ApiProducts products, IOptions<Portal> portal)
{
    /// <summary>Type of the events.</summary>
    public const string EventType = "limits.dailyQuota.reached";

    /// <summary>Subject of the events: where the figures stand.</summary>
    public const string EventSubject = "/portal/v1/usage/limits";

    private static readonly short[] Thresholds = [80, 100];

    /// <summary>True if a threshold is passed of which the tenant was not told.</summary>
    public static bool IsDue(in Lease lease, long limit) => lease.Told < Reached(lease.Used, limit);

    /// <summary>Tells what has not been told.</summary>
    public Task TellAsync(Quota quota, LeasedDay day, CancellationToken cancellation) => writes.RunAsync(Actor.System, requestId: null, async write =>
    {
        var (before, reached, used) = await MarkAsync(write, quota.Key, day);
        foreach (var percent in Thresholds.Where(percent => percent > before && percent <= reached))
            await Events.Events.AddAsync(write, quota.Owner.Id, EventType, EventSubject, new Dictionary<string, string?>
            {
                ["product"] = quota.Key.Product,
                ["environment"] = quota.Owner.Environment,
                ["day"] = Text(day.Date),
                ["percent"] = percent.ToString(CultureInfo.InvariantCulture),
                ["limit"] = day.Limit.ToString(CultureInfo.InvariantCulture),
            });
        if (reached > before)
            foreach (var person in await AccountDirectory.InChargeOfClientsAsync(write, quota.Owner.Id))
                await MailAsync(write, person, quota, day, reached, used);
        return reached;
    }, cancellation);

    private static short Reached(long used, long limit) => used >= limit ? (short)100 : used * 100 >= limit * 80 ? (short)80 : (short)0;

    // Whoever moves the mark on tells; units may have come back since, and then there is nothing to tell yet.
    private static async Task<(short Before, short Reached, long Used)> MarkAsync(WriteScope write, QuotaKey key, LeasedDay day)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<(long Used, short Told)?>(write.Sql("""
            /* worker */
            select used, told from platform.quotas
            where day = @Date and tenant_id = @TenantId and product = @Product and client_id = ''
            for update
            """, new { day.Date, key.TenantId, key.Product }));
        if (row is not { } found || Reached(found.Used, day.Limit) is var reached && reached <= found.Told)
            return (100, 100, 0);
        await write.Connection.ExecuteAsync(write.Sql("""
            /* worker */
            update platform.quotas set told = @reached
            where day = @Date and tenant_id = @TenantId and product = @Product and client_id = ''
            """, new { reached, day.Date, key.TenantId, key.Product }));
        return (found.Told, reached, found.Used);
    }

    private async Task MailAsync(WriteScope write, AccountFacts person, Quota quota, LeasedDay day, short reached, long used)
    {
        var language = person.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        var what = reached == 100 ? "used-up" : "nearly";
        var title = products.All.First(product => product.Name == quota.Key.Product).Title;
        await messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "limits." + what,
            TenantId = person.TenantId,
            AccountId = person.Id,
            To = person.Email,
            Subject = texts[$"quota.{what}-subject", title, reached],
            Body = new MailText()
                .Greeting(texts["quota.greeting", $"{person.FirstName} {person.LastName}"])
                .Paragraph(texts["quota." + what, title, Grouped(Math.Min(used, day.Limit)), Grouped(day.Limit), Text(day.Date)])
                .Paragraph(texts[quota.Owner.IsSandbox ? "quota.sandbox" : "quota.production"])
                .Paragraph((portal.Value.SupportUrl ?? portal.Value.SupportMail) is { } support ? texts["quota.more", support] : texts["quota.more-nameless"])
                .Signature(texts["quota.signature", portal.Value.Name]),
        });
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // With a narrow space, which every language reads.
    private static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');
}
