using System.Diagnostics.Metrics;

namespace Aos.Api.Platform.Telemetry;

/// <summary>The product's own instruments. Labels take values from small fixed sets only, never ids or texts of callers.</summary>
public static class AosMeters
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Aos";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Tokens =
        Meter.CreateCounter<long>("aos.tokens.issued", "{token}", "Access tokens issued, by grant.");

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("aos.authentications.failed", "{authentication}", "Authentications refused, by reason.");

    private static readonly Counter<long> ProblemAnswers =
        Meter.CreateCounter<long>("aos.problems", "{problem}", "Problem answers, by code.");

    private static readonly Counter<long> Jobs =
        Meter.CreateCounter<long>("aos.jobs.ended", "{job}", "Jobs that ended, by kind and outcome.");

    private static readonly Counter<long> JobRetries =
        Meter.CreateCounter<long>("aos.jobs.retried", "{attempt}", "Attempts at jobs that failed and will be repeated, by kind.");

    private static readonly Counter<long> JobRows =
        Meter.CreateCounter<long>("aos.jobs.rows", "{row}", "Rows that jobs worked on, by kind.");

    private static readonly Counter<long> MessagesDone =
        Meter.CreateCounter<long>("aos.messages.ended", "{message}", "Attempts at mails and SMS, by channel and outcome.");

    private static readonly Gauge<long> MessagesInOutbox =
        Meter.CreateGauge<long>("aos.messages.waiting", "{message}", "Mails and SMS that wait in the outbox, by channel.");

    /// <summary>Counts an attempt at a mail or SMS.</summary>
    /// <param name="channel"><c>mail</c> or <c>sms</c>.</param>
    /// <param name="outcome"><c>sent</c>, <c>retried</c>, <c>failed</c> or <c>expired</c>.</param>
    public static void MessageEnded(string channel, string outcome) =>
        MessagesDone.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Tells how many messages wait.</summary>
    /// <param name="channel"><c>mail</c> or <c>sms</c>.</param>
    /// <param name="count">How many.</param>
    public static void MessagesWaiting(string channel, long count) => MessagesInOutbox.Record(count, new KeyValuePair<string, object?>("channel", channel));

    /// <summary>Counts a job that ended.</summary>
    /// <param name="kind">Kind of the job.</param>
    /// <param name="outcome"><c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</param>
    public static void JobEnded(string kind, string outcome) =>
        Jobs.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>Counts a failed attempt that is repeated.</summary>
    /// <param name="kind">Kind of the job.</param>
    public static void JobRetried(string kind) => JobRetries.Add(1, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Counts rows that are done.</summary>
    /// <param name="kind">Kind of the job.</param>
    /// <param name="rows">How many.</param>
    public static void JobRowsDone(string kind, int rows) => JobRows.Add(rows, new KeyValuePair<string, object?>("kind", kind));

    /// <summary>Counts an issued access token.</summary>
    /// <param name="grant">Grant type, such as <c>client_credentials</c>.</param>
    public static void TokenIssued(string grant) => Tokens.Add(1, new KeyValuePair<string, object?>("grant", grant));

    /// <summary>Counts a refused authentication.</summary>
    /// <param name="reason">Why, one of a fixed set such as <c>malformed</c>, <c>unknown</c>, <c>expired</c>, <c>client</c>.</param>
    public static void AuthenticationFailed(string reason) => Failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts a problem answer.</summary>
    /// <param name="code">Code of the catalogue.</param>
    public static void Problem(string code) => ProblemAnswers.Add(1, new KeyValuePair<string, object?>("code", code));
}
