using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Staff;

/// <summary>What members of staff are told about their accounts.</summary>
internal sealed class StaffMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>The rights that somebody has from now on.</summary>
    public Task RightsAsync(WriteScope write, Guid tenantId, StaffRow to, IEnumerable<StaffRightRow> rights) => SendAsync(write, tenantId, to, "rights", (body, texts) =>
    {
        var german = to.Language.StartsWith("de", StringComparison.Ordinal);
        var lines = rights.Select(right => $"– {(german ? right.NameDe : right.NameEn)} ({right.Code})"
            + (right.ValidUntil is { } end ? " " + texts["staff-mail.until", Moments.Full(texts, end, to.TimeZone)] : "")).ToList();
        body.Paragraph(texts["staff-mail.rights"]).Paragraph(lines.Count > 0 ? string.Join('\n', lines) : texts["staff-mail.none"]);
    });

    /// <summary>The account was deactivated.</summary>
    public Task DeactivatedAsync(WriteScope write, Guid tenantId, StaffRow to) => SendAsync(write, tenantId, to, "deactivated", (body, texts) => body.Paragraph(texts["staff-mail.deactivated"]));

    /// <summary>The account works again.</summary>
    public Task ReactivatedAsync(WriteScope write, Guid tenantId, StaffRow to) => SendAsync(write, tenantId, to, "reactivated", (body, texts) => body.Paragraph(texts["staff-mail.reactivated"]));

    private Task SendAsync(WriteScope write, Guid tenantId, StaffRow to, string what, Action<MailText, PageTexts> fill)
    {
        var language = to.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        var body = new MailText().Greeting(texts["mail.greeting", portal.Value.Name]);
        fill(body, texts);
        return messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations.staff-" + what,
            TenantId = tenantId,
            AccountId = to.Id,
            To = to.Email,
            Subject = texts[$"staff-mail.{what}-subject"],
            Body = body.Signature(texts["mail.signature", portal.Value.Name]),
        });
    }
}
