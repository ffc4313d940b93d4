using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
using Dapper;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Conditions;

/// <summary>Every hour: sets the end of the time to accept new conditions of use, and reminds the legal representatives by mail.</summary>
internal sealed class ConditionReminders(Writes writes, Messages messages, PublicOrigin origin, IOptions<Portal> portal, RowWork rows, TimeProvider time)
{
    /// <summary>Name of the work.</summary>
    public const string Name = "conditions of use";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7), Day = TimeSpan.FromDays(1);

    /// <summary>Does what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await writes.RunAsync(Actor.System, requestId: null, async write =>
        {
            var versions = await DocumentTimeline.ListAsync(write, DocumentKinds.ConditionsOfUse);
            foreach (var version in versions.Where(version => version.ValidFrom <= now))
                await TenantConditions.MarkDueAsync(write, version.Version, version.ValidFrom, ConditionActs.TimeToAccept, (await ToldAsync(write, version.Version)).Select(told => told.Tenant));
            var reminders = new List<(Guid Tenant, DocumentMilestone Version, string Step, DateTime Deadline)>();
            foreach (var version in ConditionActs.Current(versions, now))
            {
                var told = await ToldAsync(write, version.Version);
                foreach (var (tenant, dueAt) in await TenantConditions.LackingAsync(write, version.Version, version.ValidFrom))
                {
                    var deadline = ConditionActs.DeadlineOf(version, dueAt, now);
                    if ((now < version.ValidFrom ? "announced" : StepOf(deadline - now)) is var step && !told.Contains((tenant, step)))
                        reminders.Add((tenant, version, step, deadline));
                }
            }

            return reminders;
        }, cancellation);
        foreach (var (tenant, version, step, deadline) in due)
            await rows.TryAsync(Name, tenant, () => writes.RunAsync(Actor.System, requestId: null, write => RemindAsync(write, tenant, version, step, deadline), cancellation), cancellation);
    }

    /// <summary>How far the time to accept what is in force has gone.</summary>
    public static string StepOf(TimeSpan left) => left <= TimeSpan.Zero ? "overdue" : left <= Day ? "day" : left <= Week ? "week" : "inForce";

    private static async Task<IReadOnlySet<(Guid Tenant, string Step)>> ToldAsync(WriteScope write, int version) =>
        (await write.Connection.QueryAsync<(Guid, string)>(write.Sql("select tenant_id, step from organisations.condition_reminders where version = @version", new { version }))).ToHashSet();

    private async Task<bool> RemindAsync(WriteScope write, Guid tenant, DocumentMilestone version, string step, DateTime deadline)
    {
        // Who becomes the representative later is reminded then.
        if (await AccountPermissions.FindRepresentativeAsync(write, tenant) is not { IsActive: true } representative)
            return false;
        var isNew = await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.condition_reminders (tenant_id, version, step) values (@tenant, @Version, @step) on conflict do nothing
            """, new { tenant, version.Version, step })) > 0;
        if (!isNew)
            return false;
        var language = representative.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        await messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations.conditions-" + step,
            TenantId = tenant,
            AccountId = representative.Id,
            To = representative.Email,
            Subject = texts[step == "overdue" ? "conditions-mail.overdue-subject" : "conditions-mail.subject"],
            Body = new MailText()
                .Greeting(texts["mail.greeting", portal.Value.Name])
                .Paragraph(texts["conditions-mail.new", version.Version, Moments.Day(texts, version.ValidFrom, "UTC")])
                .Paragraph(texts[step == "overdue" ? "conditions-mail.overdue" : "conditions-mail.until", Moments.Day(texts, deadline, "UTC")])
                .Link(texts["conditions-mail.read"], origin.Absolute($"/portal/v1/documents/{DocumentKinds.ConditionsOfUse}"))
                .Signature(texts["mail.signature", portal.Value.Name]),
        });
        return true;
    }
}
