using System.Globalization;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The door to what is told about clients, and to the mails to whoever looks after them. Never a secret.</summary>
internal sealed class ClientMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>Tells of an act on a client of an organisation or of its sandbox, whoever did it: an event, and a mail unless it is <c>changed</c>. The operator's own clients are its own matter.</summary>
    public async Task TellAsync(WriteScope write, Client client, string what, DateTimeOffset? expiresAt = null)
    {
        if (await Tenants.Tenants.KindOfAsync(write, client.TenantId) is not (TenantKinds.Organisation or TenantKinds.Sandbox))
            return;
        await Events.Events.AddAsync(write, client.TenantId, "organisations.apiClient." + what, "/portal/v1/api-clients/" + client.Id,
            new Dictionary<string, string?> { ["id"] = client.Id, ["name"] = client.Name, ["state"] = client.State == ClientState.Active ? "active" : "disabled" });
        if (what != "changed")
            await SendAsync(write, ClientContact.Of(client), what, expiresAt);
    }

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
