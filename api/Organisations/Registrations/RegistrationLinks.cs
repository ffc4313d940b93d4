using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Every statement about links of registration mails.</summary>
internal static class RegistrationLinks
{
    public const string Confirmation = "confirmation", Documents = "documents";

    /// <summary>Makes a link; those of its kind before it do not work any more.</summary>
    /// <returns>Its text, which is stored as hash only, and its end.</returns>
    public static async Task<(string Text, DateTimeOffset Until)> MakeAsync(WriteScope write, Guid registrationId, string kind, TimeSpan life)
    {
        var text = OpaqueToken.Create(OpaqueToken.Link);
        var until = await write.Connection.ExecuteScalarAsync<DateTime>(write.Sql("""
            with former as (
                update organisations.registration_links set is_last = false where registration_id = @registrationId and kind = @kind)
            insert into organisations.registration_links (link_hash, registration_id, kind, expires_at)
            values (@hash, @registrationId, @kind, platform.now() + @life)
            returning expires_at
            """, new { hash = OpaqueToken.Hash(text), registrationId, kind, life }));
        return (text, new(until, TimeSpan.Zero));
    }

    /// <summary>A link with its registration, which stays locked to the end of the act; null for an unknown one.</summary>
    public static async Task<(RegistrationLink Link, RegistrationRow Registration)?> FindAsync(WriteScope write, string text, string kind)
    {
        if (!OpaqueToken.IsWellFormed(text, OpaqueToken.Link))
            return null;
        var hash = OpaqueToken.Hash(text);
        var id = await write.Connection.ExecuteScalarAsync<Guid?>(write.Sql(
            "select registration_id from organisations.registration_links where link_hash = @hash and kind = @kind", new { hash, kind }));
        if (id is null || await RegistrationStore.LockAsync(write, id.Value) is not { } registration)
            return null;
        // Read behind the lock: somebody else may have used it meanwhile.
        var link = await write.Connection.QuerySingleAsync<RegistrationLink>(write.Sql("""
            select used_at is not null as is_used, not is_last or expires_at <= platform.now() as is_over
            from organisations.registration_links
            where link_hash = @hash
            """, new { hash }));
        return (link with { Hash = hash }, registration);
    }

    /// <summary>Uses a link up.</summary>
    public static Task UseAsync(WriteScope write, RegistrationLink link) =>
        write.Connection.ExecuteAsync(write.Sql("update organisations.registration_links set used_at = platform.now() where link_hash = @Hash", new { link.Hash }));
}

/// <summary>A link of a mail.</summary>
internal sealed record RegistrationLink
{
    public byte[] Hash { get; init; } = [];
    public bool IsUsed { get; init; }

    /// <summary>Too old, or a newer one was sent.</summary>
    public bool IsOver { get; init; }
}
