using System.Text.Json;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Events;

/// <summary>The door to events: what happened to an organisation, written in the transaction of the act, told to those who want to know.</summary>
internal static class Events
{
    /// <summary>Records an event when the act commits.</summary>
    /// <param name="write">The transaction of the act.</param>
    /// <param name="tenantId">Organisation that it happened to.</param>
    /// <param name="type"><c>area.noun.happened</c> in lower camel case, such as <c>organisations.user.created</c>.</param>
    /// <param name="subject">Path of the resource, such as <c>/portal/v1/users/0197…</c>; its events are numbered in order.</param>
    /// <param name="data">Ids, state and what changed; never a secret.</param>
    public static Task AddAsync(WriteScope write, Guid tenantId, string type, string subject, IReadOnlyDictionary<string, string?>? data = null) =>
        write.Connection.ExecuteAsync(write.Sql("""
            select pg_advisory_xact_lock(hashtextextended(@tenantId || @subject, 0));
            insert into platform.events (id, tenant_id, type, subject, sequence, data)
            select @id, @tenantId, @type, @subject,
                   coalesce((select max(sequence) from platform.events where tenant_id = @tenantId and subject = @subject), 0) + 1, @data::json
            """, new { id = Guid.CreateVersion7(), tenantId, type, subject, data = data is null ? "{}" : JsonSerializer.Serialize(data) }));
}
