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
            with number as (
                insert into platform.event_numbers as n (tenant_id, subject, last) values (@tenantId, @subject, 1)
                on conflict (tenant_id, subject) do update set last = n.last + 1
                returning n.last)
            insert into platform.events (id, tenant_id, type, subject, sequence, data)
            select @id, @tenantId, @type, @subject, last, @data::json from number
            """, new { id = Guid.CreateVersion7(), tenantId, type, subject, data = data is null ? "{}" : JsonSerializer.Serialize(data) }));
}
