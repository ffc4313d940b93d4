using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Accounts.SignIn;

/// <summary>
/// Stops guessing, over all nodes: ten failures of one account and address in 15 minutes, 200 of one address in an hour,
/// and 100 in a row of one account, except from a browser that has signed in before. Nobody can lock somebody else out.
/// </summary>
internal static class SignInThrottle
{
    private const int PerSubject = 10, PerAddress = 200, InARow = 100, PerDevice = 10;
    private static readonly TimeSpan SubjectWindow = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AddressWindow = TimeSpan.FromHours(1);

    /// <summary>Whom failures count for: the account, or the name where nobody has it. The act holds a lock on it, so that tries at the same time count one after the other.</summary>
    public static byte[] SubjectOf(Account? account, string realm, string login) =>
        account is null ? Hash($"name/{realm}/{LoginNames.Normalise(login)}") : SubjectOf(account.Id);

    /// <summary>Whom failures of an account count for.</summary>
    public static byte[] SubjectOf(Guid accountId) => Hash($"account/{accountId}");

    /// <summary>The address that failures count for.</summary>
    public static string AddressOf(HttpContext context) => AddressGuard.AddressOf(context).ToString();

    /// <summary>Holds tries for one subject apart until the end of the act.</summary>
    public static Task LockAsync(WriteScope write, byte[] subject) =>
        write.Connection.ExecuteAsync(write.Sql("select pg_advisory_xact_lock(@key)", new { key = BitConverter.ToInt64(subject) }));

    /// <summary>The refusal of a try that comes too early; null if it may go on.</summary>
    public static async Task<SignInAnswer?> RefusalAsync(WriteScope write, byte[] subject, string address, byte[]? device)
    {
        var counts = await write.Connection.QuerySingleAsync<Counts>(write.Sql("""
            select platform.now() as now,
                   (select f.failed_at from accounts.sign_in_failures f where f.subject = @subject and f.address = @address order by f.failed_at desc limit 1) as last,
                   (select f.failed_at from accounts.sign_in_failures f where f.subject = @subject and f.address = @address order by f.failed_at desc offset @perSubject - 1 limit 1) as first_of_subject,
                   (select f.failed_at from accounts.sign_in_failures f where f.address = @address order by f.failed_at desc offset @perAddress - 1 limit 1) as first_of_address,
                   (select s.failures from accounts.sign_in_streaks s where s.subject = @subject) as in_a_row,
                   (select count(*) from accounts.sign_in_failures f where f.device = @device and f.failed_at > platform.now() - @window) as of_device
            """, new { subject, address, device, perSubject = PerSubject, perAddress = PerAddress, window = SubjectWindow }));
        if (counts is { FirstOfSubject: { } first, Last: { } last } && first > last - SubjectWindow && last + SubjectWindow > counts.Now)
            return Wait(SignInOutcome.TooManyAttempts, last + SubjectWindow - counts.Now);
        if (counts.FirstOfAddress is { } oldest && oldest + AddressWindow > counts.Now)
            return Wait(SignInOutcome.TooManyAttempts, oldest + AddressWindow - counts.Now);
        return counts.InARow >= InARow && (device is null || counts.OfDevice >= PerDevice) ? Wait(SignInOutcome.OnlyByReset, SubjectWindow) : null;
    }

    /// <summary>Counts a failure.</summary>
    public static Task CountAsync(WriteScope write, byte[] subject, string address, byte[]? device) =>
        write.Connection.ExecuteAsync(write.Sql("""
            insert into accounts.sign_in_failures (subject, address, device) values (@subject, @address, @device);
            insert into accounts.sign_in_streaks as s (subject, failures, last_failed_at) values (@subject, 1, platform.now())
            on conflict (subject) do update set failures = s.failures + 1, last_failed_at = platform.now()
            """, new { subject, address, device }));

    /// <summary>Ends the row of failures: somebody proved to be who they are.</summary>
    public static Task ForgetAsync(WriteScope write, Guid accountId, string? address) =>
        write.Connection.ExecuteAsync(write.Sql("""
            delete from accounts.sign_in_streaks where subject = @subject;
            delete from accounts.sign_in_failures where subject = @subject and address = @address
            """, new { subject = SubjectOf(accountId), address }));

    /// <summary>Removes what no limit looks at any more.</summary>
    public static Task<int> SweepAsync(Npgsql.NpgsqlConnection connection, CancellationToken cancellation) => connection.ExecuteAsync(new CommandDefinition("""
        /* worker */
        delete from accounts.sign_in_failures where failed_at < platform.now() - interval '2 hours';
        delete from accounts.sign_in_streaks where last_failed_at < platform.now() - interval '90 days';
        delete from accounts.pending_sign_ins where expires_at < platform.now();
        delete from accounts.reset_requests where asked_at < platform.now() - interval '2 hours';
        delete from accounts.email_change_mails where sent_at < platform.now() - interval '2 hours';
        delete from accounts.password_resets where expires_at < platform.now() - interval '2 days';
        delete from accounts.email_changes where expires_at < platform.now() - interval '30 days';
        delete from accounts.activations where expires_at < platform.now() - interval '30 days'
        """, cancellationToken: cancellation));

    private static SignInAnswer Wait(SignInOutcome outcome, TimeSpan time) => new(outcome) { RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)) };

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private sealed record Counts
    {
        public DateTime Now { get; init; }
        public DateTime? Last { get; init; }
        public DateTime? FirstOfSubject { get; init; }
        public DateTime? FirstOfAddress { get; init; }
        public int? InARow { get; init; }
        public long OfDevice { get; init; }
    }
}
