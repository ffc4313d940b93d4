using Aos.Api.Organisations.ApiApplications;
using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.ApiSubscriptions;

/// <summary>What an organisation is told about its access to products.</summary>
internal sealed class SubscriptionMails(Messages messages, PublicOrigin origin, IOptions<Portal> portal)
{
    /// <summary>What happened to an access, whoever did it: to the legal representative, and to the technical contact in the same language.</summary>
    public async Task ChangedAsync(WriteScope write, Guid tenantId, ApiProductRow product, string kind, ApiSubscriptionChange change)
    {
        var representative = await FindRepresentativeAsync(write, tenantId);
        var contact = await ApiApplicationStore.ContactOfAsync(write, tenantId, product.Code);
        var texts = PageTexts.In(LanguageOf(representative));
        var name = product.Names.In(LanguageOf(representative));
        var lastDay = change.EndsOn is { } day ? Moments.Day(texts, day.ToDateTime(TimeOnly.MinValue), "UTC") : null;
        var body = new MailText().Greeting(texts["mail.greeting", portal.Value.Name]).Paragraph(texts["subscription-mail." + kind, name, change.PlanCode, lastDay]);
        if (change.Reason is { Length: > 0 } reason)
            body.Paragraph(texts["subscription-mail.reason", reason]);
        body.Signature(texts["mail.signature", portal.Value.Name]);
        if (representative is not null)
            await SendAsync(representative.Email, representative.Id);
        if (contact is not null && !string.Equals(contact, representative?.Email, StringComparison.OrdinalIgnoreCase))
            await SendAsync(contact, accountId: null);

        Task SendAsync(string to, Guid? accountId) => messages.SendMailAsync(write, new()
        {
            Language = LanguageOf(representative),
            Purpose = "organisations.subscription-" + kind,
            TenantId = tenantId,
            AccountId = accountId,
            To = to,
            Subject = texts[$"subscription-mail.{kind}-subject", name],
            Body = body,
        });
    }

    /// <summary>Newer conditions of a product wait for the legal representative; false if there is none who could be told.</summary>
    public async Task<bool> ConditionsAsync(WriteScope write, Guid tenantId, ApiProductRow product, string step, DateTime dueAt)
    {
        if (await FindRepresentativeAsync(write, tenantId) is not { } representative)
            return false;
        var texts = PageTexts.In(LanguageOf(representative));
        var name = product.Names.In(LanguageOf(representative));
        var text = step == "overdue" ? "subscription-mail.conditions-overdue" : "subscription-mail.conditions";
        await messages.SendMailAsync(write, new()
        {
            Language = LanguageOf(representative),
            Purpose = "organisations.subscription-conditions-" + step,
            TenantId = tenantId,
            AccountId = representative.Id,
            To = representative.Email,
            Subject = texts[text + "-subject", name],
            Body = new MailText()
                .Greeting(texts["mail.greeting", portal.Value.Name])
                .Paragraph(texts[text, name, product.ConditionsVersion, Moments.Day(texts, dueAt, "UTC")])
                .Link(texts["conditions-mail.read"], product.ConditionsUrl ?? origin.Absolute("/portal/v1/api-products/" + product.Code))
                .Signature(texts["mail.signature", portal.Value.Name]),
        });
        return true;
    }

    /// <summary>Who represents the organisation now, also that of a sandbox.</summary>
    private static async Task<AccountFacts?> FindRepresentativeAsync(WriteScope write, Guid tenantId) =>
        await AccountPermissions.FindRepresentativeAsync(write, await Tenants.OrganisationOfAsync(write, tenantId)) is { IsActive: true } representative ? representative : null;

    private static string LanguageOf(AccountFacts? representative) => representative?.Language.Split('-')[0] ?? "en";
}
