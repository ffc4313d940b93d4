using System.Security.Cryptography;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Accounts.Resets;

/// <summary>Every statement about reset codes and the requests for them.</summary>
internal sealed class ResetCodes(SecretBox box, NpgsqlDataSource database)
{
    /// <summary>Life of a code.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private const string Purpose = "reset-code";
    private const int PerSubject = 3, PerAddress = 20, MaxTries = 5;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    /// <summary>Whom wrong codes count for.</summary>
    public static byte[] TriesOf(byte[] subject) => SHA256.HashData([.. subject, .. "reset"u8]);

    /// <summary>Counts a request; seconds to wait if there were too many for the mail address or from the network address.</summary>
    public static Task<int?> TakeAsync(WriteScope write, byte[] subject, string address) => write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
        with limits as (
            select (select r.asked_at from accounts.reset_requests r where r.subject = @subject order by r.asked_at desc offset @perSubject - 1 limit 1) as of_subject,
                   (select r.asked_at from accounts.reset_requests r where r.address = @address order by r.asked_at desc offset @perAddress - 1 limit 1) as of_address),
        waits as (select greatest(of_subject, of_address) + @window - platform.now() as time from limits),
        taken as (
            insert into accounts.reset_requests (subject, address)
            select @subject, @address from waits where time is null or time <= interval '0')
        select ceil(extract(epoch from time))::int from waits where time > interval '0'
        """, new { subject, address, perSubject = PerSubject, perAddress = PerAddress, window = Window }));

    /// <summary>A code that was made less than a minute ago: it is sent again, so that nobody can keep making somebody's codes void.</summary>
    public async Task<string?> FindFreshAsync(WriteScope write, byte[] subject, Guid accountId)
    {
        var (id, code) = await write.Connection.QuerySingleOrDefaultAsync<(Guid, byte[]?)>(write.Sql("""
            select id, code
            from accounts.password_resets
            where subject = @subject and account_id = @accountId and redeemed_at is null and voided_at is null and asked_at > platform.now() - @fresh
            order by asked_at desc
            limit 1
            """, new { subject, accountId, fresh = Fresh }));
        return code is null ? null : box.Open(Purpose, id.ToString(), code);
    }

    /// <summary>Makes a code; older ones are void.</summary>
    public async Task<string> MakeAsync(WriteScope write, byte[] subject, Guid? accountId, string realm, string login, string code, TimeSpan life)
    {
        var id = Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql("""
            update accounts.password_resets
            set voided_at = case when redeemed_at is null and voided_at is null and expires_at > platform.now() then platform.now() else voided_at end, code = null
            where subject = @subject;
            insert into accounts.password_resets (id, subject, account_id, code_hash, code, expires_at)
            values (@id, @subject, @accountId, @hash, @sealed, platform.now() + @life)
            """, new { id, subject, accountId, hash = HashOf(realm, login, code), @sealed = accountId is null ? null : box.Seal(Purpose, id.ToString(), code), life }));
        return code;
    }

    /// <summary>The code that somebody entered; null if no such pair of address and code was ever sent.</summary>
    public Task<FoundCode?> FindAsync(WriteScope write, byte[] subject, string realm, string login, string code) =>
        write.Connection.QuerySingleOrDefaultAsync<FoundCode>(write.Sql("""
            select id, account_id, redeemed_at is not null as is_used, voided_at is not null as is_void, expires_at <= platform.now() as is_expired
            from accounts.password_resets
            where subject = @subject and code_hash = @hash
            """, new { subject, hash = HashOf(realm, login, code) }));

    /// <summary>Counts a wrong code; the fifth makes the open one void.</summary>
    public static Task CountFailureAsync(WriteScope write, byte[] subject) => write.Connection.ExecuteAsync(write.Sql("""
        update accounts.password_resets
        set tries = tries + 1, voided_at = case when tries + 1 >= @maxTries then platform.now() end, code = case when tries + 1 >= @maxTries then null else code end
        where subject = @subject and redeemed_at is null and voided_at is null
        """, new { subject, maxTries = MaxTries }));

    /// <summary>Uses the code up.</summary>
    public static Task UseAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteAsync(write.Sql("update accounts.password_resets set redeemed_at = platform.now(), code = null where id = @id", new { id }));

    /// <summary>Makes the codes of a person void whose address is another one now.</summary>
    public static Task VoidAsync(WriteScope write, Guid accountId) => write.Connection.ExecuteAsync(write.Sql(
        "update accounts.password_resets set voided_at = platform.now(), code = null where account_id = @accountId and redeemed_at is null and voided_at is null", new { accountId }));

    /// <summary>Forgets the text of codes that will not be sent again; their hashes stay.</summary>
    public async Task BlankAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "/* worker */ update accounts.password_resets set code = null where code is not null and asked_at <= platform.now() - @fresh", new { fresh = Fresh }, cancellationToken: cancellation));
    }

    private byte[] HashOf(string realm, string login, string code) => box.Mac(Purpose, $"{realm}/{LoginNames.Normalise(login)}/{code.Trim().ToLowerInvariant()}");
}

/// <summary>A code that was sent.</summary>
internal sealed record FoundCode
{
    public Guid Id { get; init; }
    public Guid? AccountId { get; init; }
    public bool IsUsed { get; init; }
    public bool IsVoid { get; init; }
    public bool IsExpired { get; init; }
}
