using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Accounts.SignIn;

/// <summary>A log-on with the right password that still lacks something.</summary>
internal sealed record PendingSignIn
{
    /// <summary>Stages in their order.</summary>
    public const string SecondFactor = "secondFactor", Enrolment = "enrolment", PasswordChange = "passwordChange";

    private const string Prefix = "aosst_";
    private const int MaxTries = 5;
    private static readonly HostCookie Cookie = new("aos-step");
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public required byte[] TextHash { get; init; }
    public required Guid AccountId { get; init; }
    public required string Stage { get; init; }

    /// <summary>What the person has proven so far (RFC 8176).</summary>
    public required string[] Methods { get; init; }
    public int Tries { get; init; }

    /// <summary>The stage in which the browser is; null without one, or when its 15 minutes are over. The row stays locked to the end of the act.</summary>
    public static async Task<PendingSignIn?> FindAsync(WriteScope write, HttpContext context, string stage) =>
        HashOf(context) is { } hash
            ? await write.Connection.QuerySingleOrDefaultAsync<PendingSignIn>(write.Sql("""
                select text_hash, account_id, stage, methods, tries
                from accounts.pending_sign_ins
                where text_hash = @hash and stage = @stage and expires_at > platform.now()
                for update
                """, new { hash, stage }))
            : null;

    /// <summary>Begins a stage, in place of the one before.</summary>
    /// <returns>The text for the cookie, which is stored as hash only.</returns>
    public static async Task<string> BeginAsync(WriteScope write, Guid accountId, string stage, string[] methods, PendingSignIn? former)
    {
        var text = OpaqueToken.Create(Prefix);
        await write.Connection.ExecuteAsync(write.Sql("""
            delete from accounts.pending_sign_ins where text_hash = @former;
            insert into accounts.pending_sign_ins (text_hash, account_id, stage, methods, expires_at)
            values (@hash, @accountId, @stage, @methods, platform.now() + @life)
            """, new { former = former?.TextHash, hash = OpaqueToken.Hash(text), accountId, stage, methods, life = Life }));
        return text;
    }

    /// <summary>Ends the stage.</summary>
    public Task EndAsync(WriteScope write) =>
        write.Connection.ExecuteAsync(write.Sql("delete from accounts.pending_sign_ins where text_hash = @TextHash", new { TextHash }));

    /// <summary>Ends every log-on of a person that is not finished.</summary>
    public static Task EndAllAsync(WriteScope write, Guid accountId) =>
        write.Connection.ExecuteAsync(write.Sql("delete from accounts.pending_sign_ins where account_id = @accountId", new { accountId }));

    /// <summary>Counts a wrong entry; false if it was the last one that this log-on gets.</summary>
    public async Task<bool> CountFailureAsync(WriteScope write)
    {
        if (Tries + 1 < MaxTries)
        {
            await write.Connection.ExecuteAsync(write.Sql("update accounts.pending_sign_ins set tries = tries + 1 where text_hash = @TextHash", new { TextHash }));
            return true;
        }

        await EndAsync(write);
        return false;
    }

    /// <summary>Gives the browser the text of a stage, or takes it away.</summary>
    public static void Give(HttpContext context, string? text)
    {
        if (text is not null)
            Cookie.Write(context, text, Life);
        else
            Cookie.Remove(context);
    }

    private static byte[]? HashOf(HttpContext context) =>
        Cookie.Read(context.Request) is { } text && OpaqueToken.IsWellFormed(text, Prefix) ? OpaqueToken.Hash(text) : null;
}
