using System.Text.Json;
using Aos.Api.Platform.Audit;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Writes;

/// <summary>One transaction of a write: every statement, the audit row and the notices of an act go through it.</summary>
public sealed class WriteScope(NpgsqlConnection connection, NpgsqlTransaction transaction, Actor actor, string? requestId, CancellationToken cancellation)
{
    private const string Worker = "/* worker */";

    /// <summary>The open connection.</summary>
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>The transaction on it.</summary>
    public NpgsqlTransaction Transaction { get; } = transaction;

    /// <summary>Who acts.</summary>
    public Actor Actor { get; } = actor;

    /// <summary>Ends when the caller goes away.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The same transaction in the name of somebody who became known in it, such as a person who signs in.</summary>
    public WriteScope As(Actor somebody) => new(Connection, Transaction, somebody, requestId, Cancellation);

    /// <summary>A statement of this transaction, for Dapper.</summary>
    public CommandDefinition Sql(string text, object? parameters = null) => new(Marked(text, requestId), parameters, Transaction, cancellationToken: Cancellation);

    /// <summary>Writes the audit row of the act.</summary>
    /// <param name="tenantId">Tenant in whose log it stands.</param>
    /// <param name="action">What happened, <c>area.noun.happened</c>.</param>
    /// <param name="objectKind">Kind of the object.</param>
    /// <param name="objectId">Id of the object.</param>
    /// <param name="details">What changed; never a secret.</param>
    public Task AuditAsync(Guid tenantId, string action, string objectKind, string objectId, IReadOnlyDictionary<string, string?>? details = null) =>
        new AuditAct
        {
            TenantId = tenantId,
            Actor = Actor,
            Action = action,
            ObjectKind = objectKind,
            ObjectId = objectId,
            RequestId = requestId,
            Details = details is null ? "{}" : JsonSerializer.Serialize(details),
        }.WriteAsync(Connection, Transaction);

    /// <summary>Tells every node, when the transaction commits, that tokens or rights have changed.</summary>
    /// <param name="subject"><c>f:</c> family, <c>u:</c> account, <c>o:</c> tenant, <c>c:</c> client or <c>r:</c> right, with its id.</param>
    public Task NotifyRightsAsync(string subject) =>
        Connection.ExecuteAsync(Sql("select pg_notify('aos_auth', @subject)", new { subject }));

    /// <summary>Marks a statement that no request asked for, so that whoever looks at the statements of requests can leave it out.</summary>
    internal static string Marked(string text, string? requestId) => requestId is null && !text.StartsWith(Worker, StringComparison.Ordinal) ? $"{Worker} {text}" : text;
}
