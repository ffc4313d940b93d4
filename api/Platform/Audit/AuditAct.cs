using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Audit;

/// <summary>Who acts: a client with its token, or a command on the server.</summary>
/// <param name="Kind"><c>client</c>, <c>account</c>, <c>command</c> or <c>system</c>.</param>
/// <param name="Id">Client id, account id, or user name on the server.</param>
/// <param name="ClientId">Client through which an account acts.</param>
public sealed record Actor(string Kind, string Id, string? ClientId = null)
{
    /// <summary>A command that somebody runs on the server.</summary>
    public static Actor Command { get; } = new("command", Environment.UserName);

    /// <summary>The program itself.</summary>
    public static Actor System { get; } = new("system", "aos");
}

/// <summary>One act that the audit keeps.</summary>
public sealed record AuditAct
{
    /// <summary>Tenant in whose log the act stands.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Who acted.</summary>
    public required Actor Actor { get; init; }

    /// <summary>What happened, <c>area.noun.happened</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of the object, such as <c>client</c>.</summary>
    public required string ObjectKind { get; init; }

    /// <summary>Id of the object.</summary>
    public required string ObjectId { get; init; }

    /// <summary>How it ended: <c>done</c>, or <c>refused</c>.</summary>
    public string Result { get; init; } = "done";

    /// <summary>Id of the request, if there was one.</summary>
    public string? RequestId { get; init; }

    /// <summary>What changed, as JSON; never a secret.</summary>
    public string Details { get; init; } = "{}";

    /// <summary>Writes the act in the transaction that it belongs to.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var details = Encoding.UTF8.GetBytes(Details);
        await connection.ExecuteAsync(WriteScope.Marked("""
            with act as (
                insert into platform.audit (id, tenant_id, actor_kind, actor_id, client_id, action, object_kind, object_id, result, request_id, details_hash)
                values (@id, @tenantId, @actorKind, @actorId, @clientId, @action, @objectKind, @objectId, @result, @requestId, @hash)
                returning id)
            insert into platform.audit_details (audit_id, salt, details)
            select id, @salt, @details::json from act
            """, RequestId),
            new
            {
                id = Guid.CreateVersion7(),
                tenantId = TenantId,
                actorKind = Actor.Kind,
                actorId = Actor.Id,
                clientId = Actor.ClientId,
                action = Action,
                objectKind = ObjectKind,
                objectId = ObjectId,
                result = Result,
                requestId = RequestId,
                hash = SHA256.HashData([.. salt, .. details]),
                salt,
                details = Details,
            },
            transaction);
    }
}
