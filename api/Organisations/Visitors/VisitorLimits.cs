using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Visitors;

/// <summary>How often a network address without a token may do what costs something, over all nodes.</summary>
internal static class VisitorLimits
{
    /// <summary>Checks of VAT ids.</summary>
    public static readonly VisitorLimit VatChecks = new("vatCheck", 30);

    /// <summary>Registrations that are taken.</summary>
    public static readonly VisitorLimit Registrations = new("registration", 5);

    /// <summary>Forms of registration without a wrong field, also those that are refused afterwards.</summary>
    public static readonly VisitorLimit Attempts = new("registrationAttempt", 30);

    /// <summary>Files of registrations.</summary>
    public static readonly VisitorLimit Attachments = new("registrationAttachment", 20);

    /// <summary>Counts an act of the address from which a request comes.</summary>
    /// <exception cref="ProblemException">429 with the seconds to wait.</exception>
    public static async Task TakeAsync(WriteScope write, VisitorLimit limit, HttpContext context)
    {
        if (await TakeAsync(write, limit, AddressGuard.AddressOf(context).ToString()) is { } seconds)
            throw new ProblemException(VisitorErrors.TooManyRequests, []) { RetryAfterSeconds = Math.Max(1, seconds) };
    }

    /// <summary>Counts an act; seconds to wait if there were too many in an hour.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="limit">What is counted.</param>
    /// <param name="subject">For whom: a network address, or what else a limit counts for.</param>
    public static async Task<int?> TakeAsync(WriteScope write, VisitorLimit limit, string subject)
    {
        // A statement of its own: what follows must see the rows of those that held the lock before.
        await write.Connection.ExecuteAsync(write.Sql("select pg_advisory_xact_lock(hashtextextended(@Kind || ' ' || @subject, 0))", new { limit.Kind, subject }));
        return await write.Connection.ExecuteScalarAsync<int?>(write.Sql("""
            with waits as (
                select (select v.done_at from organisations.visitor_acts v where v.kind = @Kind and v.address = @subject order by v.done_at desc offset @PerHour - 1 limit 1)
                    + interval '1 hour' - platform.now() as time),
            taken as (
                insert into organisations.visitor_acts (kind, address)
                select @Kind, @subject from waits where time is null or time <= interval '0')
            select ceil(extract(epoch from time))::int from waits where time > interval '0'
            """, new { limit.Kind, limit.PerHour, subject }));
    }

    /// <summary>True if the address from which a request comes may do an act once more; nothing is counted.</summary>
    public static Task<bool> IsLeftAsync(WriteScope write, VisitorLimit limit, HttpContext context) => write.Connection.ExecuteScalarAsync<bool>(write.Sql("""
        select count(*) < @PerHour from organisations.visitor_acts where kind = @Kind and address = @subject and done_at > platform.now() - interval '1 hour'
        """, new { limit.Kind, limit.PerHour, subject = AddressGuard.AddressOf(context).ToString() }));

    /// <summary>Forgets what no limit looks at any more.</summary>
    public static RecurringWork Sweep { get; } = new("sweep-visitors", async (services, cancellation) =>
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "/* worker */ delete from organisations.visitor_acts where done_at < platform.now() - interval '2 hours'", cancellationToken: cancellation));
    });

    /// <summary>Takes back the newest act, which was not what the limit is about.</summary>
    public static Task<int> GiveBackAsync(WriteScope write, VisitorLimit limit, string subject) => write.Connection.ExecuteAsync(write.Sql("""
        delete from organisations.visitor_acts
        where ctid = (
            select v.ctid from organisations.visitor_acts v where v.kind = @Kind and v.address = @subject order by v.done_at desc limit 1 for update skip locked)
        """, new { limit.Kind, subject }));
}

/// <summary>How often an act is permitted.</summary>
/// <param name="Kind">Its name in the database.</param>
/// <param name="PerHour">Times in any hour.</param>
internal sealed record VisitorLimit(string Kind, int PerHour);
