using Aos.Api.Platform.Outbox.Delivery;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Outbox.Inbox;

/// <summary>The inbox of development: mails and SMS that would have left, for people and scripts to read.</summary>
internal sealed class InboxDelivery(NpgsqlDataSource database) : IDelivery
{
    private const int Kept = 500;

    public async Task DeliverAsync(OutboxRow row, MessageContent content, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            insert into platform.sandbox_inbox (id, channel, purpose, recipient, language, subject, text_body, html_body)
            values (@id, @channel, @purpose, @recipient, @language, @subject, @text, @html)
            on conflict (id) do nothing
            """,
            new
            {
                id = row.Id,
                channel = row.Channel,
                purpose = row.Purpose,
                recipient = row.Recipient,
                language = row.Language,
                subject = content.Subject,
                text = content.Text,
                html = content.Html,
            }, cancellationToken: cancellation));
    }

    /// <summary>The newest messages, newest first.</summary>
    /// <param name="to">Only those to this recipient.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<InboxMessage>> ListAsync(string? to, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<InboxMessage>(new CommandDefinition("""
            select id, channel, purpose, recipient as "to", language, subject, text_body as text, html_body as html, received_at
            from platform.sandbox_inbox
            where @to::text is null or lower(recipient) = lower(@to)
            order by received_at desc, id desc
            limit @kept
            """, new { to = string.IsNullOrEmpty(to) ? null : to, kept = Kept }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Keeps the newest messages, and those for a week.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            delete from platform.sandbox_inbox
            where received_at < platform.now() - interval '7 days'
               or id not in (select id from platform.sandbox_inbox order by received_at desc, id desc limit @kept)
            """, new { kept = Kept }, cancellationToken: cancellation));
    }
}

/// <summary>A message in the inbox of development.</summary>
internal sealed record InboxMessage
{
    public required Guid Id { get; init; }
    public required string Channel { get; init; }
    public required string Purpose { get; init; }
    public required string To { get; init; }
    public required string Language { get; init; }
    public string? Subject { get; init; }
    public required string Text { get; init; }
    public string? Html { get; init; }
    public required DateTime ReceivedAt { get; init; }
}
