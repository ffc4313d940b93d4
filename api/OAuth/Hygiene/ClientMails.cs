using System.Globalization;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.OAuth.Hygiene;

/// <summary>The door to mails about clients, to whoever looks after them. Never a secret.</summary>
internal sealed class ClientMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>Tells the owner of a client, if one is named.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="client">Client.</param>
    /// <param name="what"><c>created</c>, <c>secretCreated</c>, <c>secretDeleted</c>, <c>disabled</c>, <c>deleted</c>, <c>expiring</c>, <c>unused</c>, <c>leaked</c> or <c>tokenLeaked</c>.</param>
    /// <param name="expiresAt">When the secret expires that this is about.</param>
    public Task SendAsync(WriteScope write, ClientContact client, string what, DateTimeOffset? expiresAt = null)
    {
        if (client.OwnerContact is not { } to)
            return Task.CompletedTask;
        var texts = PageTexts.In(client.OwnerLanguage);
        var name = $"{client.Name} ({client.ClientId})";
        var body = new MailText().Greeting(texts["client-mail.greeting"]).Paragraph(texts["client-mail." + what, name]);
        if (expiresAt is { } end)
            body.Paragraph(texts["client-mail.expires", end.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)]);
        return messages.SendMailAsync(write, new()
        {
            Language = client.OwnerLanguage,
            Purpose = "oauth.client-" + what,
            TenantId = client.TenantId,
            To = to,
            Subject = texts[$"client-mail.{what}-subject", client.Name],
            Body = body.Signature(texts["client-mail.signature", portal.Value.Name]),
        });
    }
}
