using System.Buffers;
using System.Net.Mail;
using System.Text.Json;
using Aos.Api.Platform.Outbox.Delivery;
using Aos.Api.Platform.Writes;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox;

/// <summary>
/// The door to mail and SMS. A message is a row of the act's own transaction: it leaves after the commit, at least once,
/// and never when the act is rolled back.
/// </summary>
internal sealed class Messages(IDataProtectionProvider protection, OutboxSignal signal, IOptions<SmsOptions> sms, IHostEnvironment environment)
{
    /// <summary>Life of a message that names no end of its own.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);

    private static readonly SearchValues<char> NotInAddress = SearchValues.Create("\r\n\t <>,;\"");

    /// <summary>True if SMS can be sent: a gateway is set, or this is development.</summary>
    public bool CanSms => sms.Value.Url is not null || environment.IsDevelopment();

    /// <summary>Sends a mail when the act commits.</summary>
    /// <exception cref="ArgumentException">The address is none.</exception>
    public Task SendMailAsync(WriteScope write, Mail mail)
    {
        if (!IsAddress(mail.To))
            throw new ArgumentException("A mail needs the address of one recipient.", nameof(mail));
        var subject = OneLine(mail.Subject);
        return AddAsync(write, mail, Channel.Mail, mail.To, new(subject, mail.Body.ToText(), mail.Body.ToHtml(mail.Language, subject)));
    }

    /// <summary>Sends an SMS when the act commits.</summary>
    /// <exception cref="InvalidOperationException">There is no gateway; ask <see cref="CanSms"/> first.</exception>
    public Task SendSmsAsync(WriteScope write, Sms message) => CanSms
        ? AddAsync(write, message, Channel.Sms, message.To, new(null, message.Text, null))
        : throw new InvalidOperationException("There is no SMS gateway.");

    /// <summary>True for the address of one recipient, without a name or anything else beside it.</summary>
    public static bool IsAddress(string text) =>
        !text.AsSpan().ContainsAny(NotInAddress) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    /// <summary>True for an address that people may give: 254 characters at most, with a host name that has a dot.</summary>
    public static bool IsPublicAddress(string text) =>
        text.Length <= 254 && IsAddress(text) && text.LastIndexOf('.') > text.LastIndexOf('@') + 1 && text[^1] != '.';

    private async Task AddAsync(WriteScope write, Message message, string channel, string recipient, MessageContent content)
    {
        var id = Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into platform.outbox (id, channel, purpose, tenant_id, account_id, recipient, language, content, expires_at)
            values (@id, @channel, @purpose, @tenantId, @accountId, @recipient, @language, @content, coalesce(@expiresAt, platform.now() + @life))
            """,
            new
            {
                id,
                channel,
                purpose = message.Purpose,
                tenantId = message.TenantId,
                accountId = message.AccountId,
                recipient,
                language = message.Language,
                content = Protector(id).Protect(JsonSerializer.SerializeToUtf8Bytes(content, OutboxJson.Default.MessageContent)),
                expiresAt = message.ExpiresAt?.UtcDateTime,
                life = Life,
            }));
        signal.Wake(channel);
    }

    /// <summary>What a waiting message says.</summary>
    internal MessageContent Read(OutboxRow row) =>
        JsonSerializer.Deserialize(Protector(row.Id).Unprotect(row.Content!), OutboxJson.Default.MessageContent)!;

    // Bound to the row, so that the content of one message cannot be put into another.
    private IDataProtector Protector(Guid id) => protection.CreateProtector("outbox", id.ToString());

    // A line end in a subject would begin another header.
    private static string OneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character)).Trim();
}

/// <summary>What a message says.</summary>
/// <param name="Subject">Subject of a mail.</param>
/// <param name="Text">Its text.</param>
/// <param name="Html">HTML of a mail.</param>
internal sealed record MessageContent(string? Subject, string Text, string? Html);

[System.Text.Json.Serialization.JsonSerializable(typeof(MessageContent))]
internal sealed partial class OutboxJson : System.Text.Json.Serialization.JsonSerializerContext;

/// <summary>Names of the channels, as in the database.</summary>
internal static class Channel
{
    public const string Mail = "mail";

    public const string Sms = "sms";
}
