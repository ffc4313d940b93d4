using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Accounts.EmailChanges;

/// <summary>Every statement about changes of e-mail addresses.</summary>
internal static class EmailChangeStore
{
    /// <summary>Time in which a new address can be confirmed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(48);

    private const string Columns = "c.id, c.account_id, c.new_email, c.has_link, c.requested_at, c.expires_at, c.confirmed_at, c.voided_at, c.version";

    /// <summary>The open request of a person; null without one.</summary>
    public static Task<EmailChangeRow?> FindOpenAsync(WriteScope write, Guid accountId) =>
        write.Connection.QuerySingleOrDefaultAsync<EmailChangeRow>(write.Sql($"""
            select {Columns}
            from accounts.email_changes c
            where c.account_id = @accountId and c.confirmed_at is null and c.voided_at is null and c.expires_at > platform.now()
            for update
            """, new { accountId }));

    /// <summary>Begins a request; an older one is void.</summary>
    public static Task<EmailChangeRow> BeginAsync(WriteScope write, Guid accountId, string newEmail, bool hasLink) =>
        write.Connection.QuerySingleAsync<EmailChangeRow>(write.Sql($"""
            update accounts.email_changes set voided_at = platform.now() where account_id = @accountId and confirmed_at is null and voided_at is null;
            insert into accounts.email_changes as c (id, account_id, new_email, has_link, expires_at)
            values (@id, @accountId, @newEmail, @hasLink, platform.now() + @life)
            returning {Columns}
            """, new { id = Guid.CreateVersion7(), accountId, newEmail, hasLink, life = Life }));

    /// <summary>Makes a link; those before it do not work any more.</summary>
    /// <returns>Its text, which is stored as hash only.</returns>
    public static async Task<string> MakeLinkAsync(WriteScope write, Guid changeId)
    {
        var link = OpaqueToken.Create(OpaqueToken.Link);
        await write.Connection.ExecuteAsync(write.Sql("""
            update accounts.email_change_links set is_last = false where change_id = @changeId;
            insert into accounts.email_change_links (link_hash, change_id) values (@hash, @changeId)
            """, new { changeId, hash = OpaqueToken.Hash(link) }));
        return link;
    }

    /// <summary>The request that a link belongs to, and whether it is the last link of it; null for an unknown link.</summary>
    public static async Task<(EmailChangeRow Change, bool IsOver)?> FindByLinkAsync(WriteScope write, string link)
    {
        if (!OpaqueToken.IsWellFormed(link, OpaqueToken.Link))
            return null;
        var hash = OpaqueToken.Hash(link);
        var change = await write.Connection.QuerySingleOrDefaultAsync<EmailChangeRow>(write.Sql($"""
            select {Columns}
            from accounts.email_changes c
            where c.id = (select l.change_id from accounts.email_change_links l where l.link_hash = @hash)
            for update
            """, new { hash }));
        if (change is null)
            return null;
        var isOver = await write.Connection.ExecuteScalarAsync<bool>(write.Sql("""
            select c.expires_at <= platform.now() or c.voided_at is not null or not l.is_last
            from accounts.email_changes c
            join accounts.email_change_links l on l.change_id = c.id
            where l.link_hash = @hash
            """, new { hash }));
        return (change, isOver);
    }

    public static Task ConfirmAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteAsync(write.Sql("update accounts.email_changes set confirmed_at = platform.now(), version = version + 1 where id = @id", new { id }));

    public static Task VoidAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteAsync(write.Sql("update accounts.email_changes set voided_at = platform.now(), version = version + 1 where id = @id", new { id }));

    /// <summary>Counts a mail; seconds to wait if there were too many of its kind in an hour.</summary>
    public static Task<int?> TakeMailAsync(WriteScope write, Guid accountId, string kind, int perHour) => write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
        with waits as (
            select (select m.sent_at from accounts.email_change_mails m where m.account_id = @accountId and m.kind = @kind order by m.sent_at desc offset @perHour - 1 limit 1)
                + interval '1 hour' - platform.now() as time),
        taken as (
            insert into accounts.email_change_mails (account_id, kind)
            select @accountId, @kind from waits where time is null or time <= interval '0')
        select ceil(extract(epoch from time))::int from waits where time > interval '0'
        """, new { accountId, kind, perHour }));
}

/// <summary>A request for another e-mail address.</summary>
internal sealed record EmailChangeRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string NewEmail { get; init; } = "";
    public bool HasLink { get; init; }
    public DateTime RequestedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? ConfirmedAt { get; init; }
    public DateTime? VoidedAt { get; init; }
    public int Version { get; init; }
}
