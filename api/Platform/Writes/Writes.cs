using System.Text.Json;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Tokens;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Aos.Api.Platform.Writes;

/// <summary>
/// The one way to write: an act runs in one transaction with its audit row, its notices and its idempotency record,
/// and is repeated when the database asks for it (serialization failure, deadlock).
/// </summary>
public sealed class Writes(NpgsqlDataSource database, JsonSerializerOptions json)
{
    /// <summary>Runs the act of a request and answers it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="act">The act. It may run again from its start and must therefore touch nothing but the transaction.</param>
    public async Task<IActionResult> RunAsync(HttpContext context, Func<WriteScope, Task<Answer>> act)
    {
        // A visitor has no name: what an operation without a token does, the program itself does.
        var actor = context.Features.Get<Principal>()?.Actor ?? Actor.System;
        var lease = context.Features.Get<IdempotencyLease>();
        var answer = await RunAsync(actor, context.TraceIdentifier, async scope =>
        {
            var answer = await act(scope);
            if (lease is not null)
                await lease.CompleteAsync(scope, answer, answer.Value is null ? null : Serialize(answer.Replay ?? answer.Value));
            return answer;
        }, context.RequestAborted);
        return new WrittenResult(answer.Status, answer.Location, answer.EntityTag, answer.Value is null ? null : Serialize(answer.Value));
    }

    /// <summary>Runs an act outside a request, such as a command's.</summary>
    public Task<T> RunAsync<T>(Actor actor, string? requestId, Func<WriteScope, Task<T>> act, CancellationToken cancellation) =>
        DatabaseTransaction.RunAsync(database, (connection, transaction) => act(new(connection, transaction, actor, requestId, cancellation)), cancellation);

    private byte[] Serialize(object value) => JsonSerializer.SerializeToUtf8Bytes(value, json.GetTypeInfo(value.GetType()));
}
