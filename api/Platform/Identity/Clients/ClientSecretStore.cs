using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Every statement about client secrets. Only the hash of a secret is stored.</summary>
internal static class ClientSecretStore
{
    /// <summary>Days that a secret lives when nobody says otherwise.</summary>
    public const int DefaultValidDays = 366;

    /// <summary>Secrets that a client may have at a time, so that one can be changed without down time.</summary>
    private const int MaxActive = 2;

    /// <summary>Makes a secret; its text is in the answer and nowhere else. Secrets that have expired make room.</summary>
    public static async Task<ClientSecret> CreateAsync(WriteScope write, string clientId, int validDays)
    {
        var active = await write.Connection.ExecuteScalarAsync<int>(write.Sql("""
            with gone as (delete from identity.client_secrets where client_id = @clientId and expires_at <= platform.now())
            select count(*) from identity.client_secrets where client_id = @clientId and expires_at > platform.now()
            """, new { clientId }));
        if (active >= MaxActive)
            throw AdministrationErrors.SecretLimitReached.With();

        var secret = OpaqueToken.Create(OpaqueToken.ClientSecret);
        var id = Guid.CreateVersion7();
        var (created, expires) = await write.Connection.QuerySingleAsync<(DateTime, DateTime)>(write.Sql("""
            insert into identity.client_secrets (id, client_id, secret_hash, expires_at)
            values (@id, @clientId, @hash, platform.now() + make_interval(days => @validDays))
            returning created_at, expires_at
            """, new { id, clientId, hash = OpaqueToken.Hash(secret), validDays }));
        return new() { Id = id, Secret = secret, CreatedAt = created, ExpiresAt = expires, Etag = EntityTag.OfVersion(1) };
    }

    /// <summary>Lets the other secrets of a client live for some days at most, because a new one takes their place.</summary>
    public static Task ShortenOthersAsync(WriteScope write, string clientId, Guid newest, int days) => write.Connection.ExecuteAsync(write.Sql("""
        update identity.client_secrets
        set expires_at = least(expires_at, platform.now() + make_interval(days => @days))
        where client_id = @clientId and id <> @newest
        """, new { clientId, newest, days }));

    /// <summary>Deletes a secret; false if the client has no such secret.</summary>
    public static async Task<bool> DeleteAsync(WriteScope write, string clientId, Guid id) =>
        await write.Connection.ExecuteAsync(write.Sql(
            "delete from identity.client_secrets where client_id = @clientId and id = @id", new { clientId, id })) > 0;
}
