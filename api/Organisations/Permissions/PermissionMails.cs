using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Permissions;

/// <summary>What people are told about permissions, in their language.</summary>
internal sealed class PermissionMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>The legal representative is told what the organisation got or lost, and until when.</summary>
    public Task OrganisationAsync(WriteScope write, AccountFacts representative, PermissionChange change, DateTimeOffset? until, string? reason) =>
        SendAsync(write, representative, "permission-mail.organisation", (body, texts) =>
        {
            body.Paragraph(texts["permission-mail.organisation", representative.TenantName]);
            Add(body, texts, texts.Find("permission-mail.given")!, change.Given, until, representative);
            Add(body, texts, texts.Find("permission-mail.withdrawn")!, change.Taken, null, representative);
            if (reason is not null)
                body.Paragraph(texts["permission-mail.reason", reason]);
            body.Paragraph(texts["permission-mail.reminder"]);
        });

    /// <summary>A user is told what was given and taken away.</summary>
    public Task UserAsync(WriteScope write, AccountFacts user, PermissionChange change) => SendAsync(write, user, "permission-mail.user", (body, texts) =>
    {
        body.Paragraph(texts["permission-mail.user"]);
        Add(body, texts, texts.Find("permission-mail.given")!, change.Given, null, user);
        Add(body, texts, texts.Find("permission-mail.withdrawn")!, change.Taken, null, user);
        body.Paragraph(texts["permission-mail.user-end"]);
    });

    private static void Add(MailText body, PageTexts texts, string heading, IReadOnlyList<HeldPermission> permissions, DateTimeOffset? until, AccountFacts reader)
    {
        if (permissions.Count == 0)
            return;
        var end = until is { } moment ? " " + texts["permission-mail.until", Moments.Full(texts, moment.UtcDateTime, reader.TimeZone)] : "";
        var language = reader.Language.Split('-')[0];
        body.Paragraph($"{heading}\n{string.Join('\n', permissions.Select(permission => $"– {permission.NameIn(language)} ({permission.Code}){end}"))}");
    }

    private Task SendAsync(WriteScope write, AccountFacts to, string what, Action<MailText, PageTexts> fill)
    {
        var language = to.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        var body = new MailText().Greeting(texts["mail.greeting", portal.Value.Name]);
        fill(body, texts);
        return messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations." + what.Replace("permission-mail.", "permissions-", StringComparison.Ordinal),
            TenantId = to.TenantId,
            AccountId = to.Id,
            To = to.Email,
            Subject = texts[what + "-subject"],
            Body = body.Signature(texts["mail.signature", portal.Value.Name]),
        });
    }

    /// <summary>Why permissions change with the user group, as the reader is told.</summary>
    public static string ReasonOfGroup(AccountFacts reader) => PageTexts.In(reader.Language.Split('-')[0])["permission-mail.user-group"];
}
