using System.Globalization;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Mails;

/// <summary>What people of an organisation are told about it, each in the own language.</summary>
internal sealed class OrganisationMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>Mail 1: a change request was made.</summary>
    public Task RequestedAsync(WriteScope write, Guid tenantId, ChangeRequestRow request) => ToRepresentativeAsync(write, tenantId, "requested", (account, body, texts) =>
        Lines(body.Paragraph(texts["organisation-mail.requested", account.TenantName]), texts, request));

    /// <summary>Mail 2: it was approved.</summary>
    public Task AppliedAsync(WriteScope write, Guid tenantId, ChangeRequestRow request) => ToRepresentativeAsync(write, tenantId, "applied", (account, body, texts) =>
        Lines(body.Paragraph(texts["organisation-mail.applied", account.TenantName]), texts, request));

    /// <summary>Mail 3: it was refused.</summary>
    public Task RefusedAsync(WriteScope write, Guid tenantId, string reason) => ToRepresentativeAsync(write, tenantId, "refused", (account, body, texts) =>
        body.Paragraph(texts["organisation-mail.refused", account.TenantName]).Paragraph(reason));

    /// <summary>Mail 5: an account was deleted, to its person.</summary>
    public Task DeletedAsync(WriteScope write, Account account) => SendAsync(write, account, "deleted", (body, texts) => body.Paragraph(texts["organisation-mail.deleted", account.TenantName]));

    /// <summary>Mail 5 again, to the representative: an administrator did it (<c>user-deleted</c>), or time (<c>user-expired</c>).</summary>
    public Task DeletedAsync(WriteScope write, Account gone, string what) => ToRepresentativeAsync(write, gone.TenantId, what, (_, body, texts) =>
        body.Paragraph(texts["organisation-mail." + what, $"{gone.FirstName} {gone.LastName}", gone.Email]));

    /// <summary>Mail 6: the organisation has another state, for a reason, or because its representative asked for it.</summary>
    public Task StateAsync(WriteScope write, Guid tenantId, string state, string? reason) => ToRepresentativeAsync(write, tenantId, "state", (account, body, texts) =>
        body.Paragraph(texts["organisation-mail.state-" + state, account.TenantName]).Paragraph(reason is null ? texts["organisation-mail.reason-own"] : texts["organisation-mail.reason", reason]));

    /// <summary>Mail 7: somebody else holds the role of the representative now, to both.</summary>
    public async Task RepresentativeAsync(WriteScope write, Account? former, Account present)
    {
        foreach (var account in former is null ? [present] : new[] { former, present })
            await SendAsync(write, account, "representative", (body, texts) => body.Paragraph(former is null
                ? texts["organisation-mail.representative-first", present.TenantName, NameOf(present)]
                : texts["organisation-mail.representative", present.TenantName, NameOf(present), NameOf(former)]));
    }

    /// <summary>The VAT ID was found invalid later: what to correct and where.</summary>
    public Task VatInvalidAsync(WriteScope write, Guid tenantId, string vatId) => ToRepresentativeAsync(write, tenantId, "vat-invalid", (account, body, texts) =>
        body.Paragraph(texts["organisation-mail.vat-invalid", account.TenantName, vatId]));

    /// <summary>The closing was asked for.</summary>
    public Task ClosingAsync(WriteScope write, Guid tenantId, DateTime closesAt) => ToRepresentativeAsync(write, tenantId, "closing", (account, body, texts) =>
        body.Paragraph(texts["organisation-mail.closing", account.TenantName, closesAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)]));

    /// <summary>The closing was withdrawn.</summary>
    public Task ClosingWithdrawnAsync(WriteScope write, Guid tenantId) => ToRepresentativeAsync(write, tenantId, "closing-withdrawn", (account, body, texts) =>
        body.Paragraph(texts["organisation-mail.closing-withdrawn", account.TenantName]));

    private static MailText Lines(MailText body, PageTexts texts, ChangeRequestRow request) => body.Paragraph(string.Join('\n', request.Fields.Select(change =>
        texts["organisation-mail.change", texts["organisation-mail.field-" + change.Field], Shown(change, change.OldValue, texts), Shown(change, change.NewValue, texts)])));

    private static string Shown(FieldChange change, string? value, PageTexts texts) => (change.Field, value) switch
    {
        ("withoutVatId", var wanted) => texts[wanted == "true" ? "organisation-mail.yes" : "organisation-mail.no"],
        (_, null) => texts["organisation-mail.none"],
        _ => value!,
    };

    private static string NameOf(Account account) => $"{account.FirstName} {account.LastName}";

    /// <summary>An organisation without a representative is told nothing.</summary>
    private async Task ToRepresentativeAsync(WriteScope write, Guid tenantId, string what, Func<Account, MailText, PageTexts, MailText> fill)
    {
        if (await TenantAccounts.RepresentativeAsync(write, tenantId) is { } representative)
            await SendAsync(write, representative, what, (body, texts) => fill(representative, body, texts));
    }

    private Task SendAsync(WriteScope write, Account account, string what, Func<MailText, PageTexts, MailText> fill)
    {
        var language = account.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        return messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations." + what,
            TenantId = account.TenantId,
            AccountId = account.Id,
            To = account.Email,
            Subject = texts[$"organisation-mail.{what}-subject"],
            Body = fill(new MailText().Greeting(texts["mail.greeting", portal.Value.Name]), texts).Signature(texts["mail.signature", portal.Value.Name]),
        });
    }
}
