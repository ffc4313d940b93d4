using Microsoft.AspNetCore.Http.Features;
using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.Secrets;
using Dapper;
using Microsoft.AspNetCore.Mvc.Filters;
using Npgsql;

namespace Aos.Api.Platform.Writes;

/// <summary>The operation creates, pays or sends: <c>Idempotency-Key</c> is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;

/// <summary>
/// Runs a POST at most once per <c>Idempotency-Key</c>: takes the key before anything is bound, replays a stored answer,
/// and frees the key when the request had no effect.
/// </summary>
internal sealed class IdempotencyFilter(NpgsqlDataSource database, SecretBox box) : IAsyncResourceFilter
{
    private const int MaxKeyLength = 255;

    /// <summary>As the statements say.</summary>
    private const int LeaseSeconds = 60;

    /// <summary>The limit of a body, so that none is ever written to a temporary file.</summary>
    private const int MaxBodyInMemory = 1024 * 1024;

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var required = context.ActionDescriptor.EndpointMetadata.OfType<IdempotentAttribute>().Any();
        var sent = http.Request.Headers["Idempotency-Key"];
        // What follows an RFC of its own (OAuth) knows no such header and ignores it.
        var isTolerant = context.ActionDescriptor.EndpointMetadata.OfType<TolerantRequestAttribute>().Any();
        if (!required && (isTolerant || sent.Count == 0 || !HttpMethods.IsPost(http.Request.Method) || http.Features.Get<Principal>() is null))
        {
            await next();
            return;
        }

        if (sent is not [{ Length: > 0 and <= MaxKeyLength } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ProblemException(IdempotencyErrors.KeyRequired, [])
            {
                Fields = [new() { Header = "Idempotency-Key", Code = sent.Count == 0 ? FieldCodes.Required : FieldCodes.FormatInvalid, Detail = "Send 1 to 255 printable ASCII characters, once." }],
            };
        await RunAsync(context, next, key);
    }

    private async Task RunAsync(ResourceExecutingContext context, ResourceExecutionDelegate next, string key)
    {
        var http = context.HttpContext;
        var scope = Scope(http, key);
        var owner = Guid.NewGuid();
        var isStreamed = context.ActionDescriptor.EndpointMetadata.OfType<StreamedBodyAttribute>().Any();

        // What is streamed is known only when it was read: the key is taken without, and gets its fingerprint with the answer.
        var fingerprint = isStreamed ? [] : await FingerprintAsync(http.Request);
        // A visitor's body may hold a password, which a plain hash would let somebody guess.
        if (http.Features.Get<Principal>() is null)
            fingerprint = box.Mac("idempotency", Convert.ToHexString(fingerprint));
        if (await TakeAsync(scope, owner, fingerprint, http.RequestAborted) is { } known)
        {
            if (isStreamed && known.Status is not null)
                fingerprint = await FingerprintOfStreamAsync(http.Request);
            context.Result = Replay(http, known, fingerprint);
            return;
        }

        var lease = new IdempotencyLease(scope, owner);
        if (isStreamed)
            lease.Body = new HashedBody(http.Request);
        http.Features.Set(lease);

        // An operation that stores no answer has nothing to replay: its key is free before the caller hears of it.
        http.Response.OnStarting(() => lease.IsCompleted ? Task.CompletedTask : lease.ReleaseAsync(database));
        var done = false;
        try
        {
            var executed = await next();
            done = executed.Exception is null && http.Response.StatusCode < StatusCodes.Status400BadRequest;
        }
        finally
        {
            if (!done)
                await lease.ReleaseAsync(database);
        }
    }

    private static WrittenResult Replay(HttpContext http, Record known, byte[] fingerprint)
    {
        if (known.Fingerprint.Length > 0 && !known.Fingerprint.AsSpan().SequenceEqual(fingerprint))
            throw IdempotencyErrors.KeyReused.With();
        if (known.Status is not { } status)
            throw InProgress(RetryAfter(known.Seconds));
        http.Response.Headers["Idempotency-Replayed"] = "true";
        return new(status, known.Location, known.Etag, known.Body);
    }

    /// <summary>Hardly a request takes longer than a second: one that does may be that of a dead node, whose key is free when its lease ends.</summary>
    private static int RetryAfter(int secondsLeft) => secondsLeft >= LeaseSeconds ? 1 : Math.Max(secondsLeft, 1);

    /// <summary>The refusal while another request holds the key.</summary>
    internal static ProblemException InProgress(int retryAfterSeconds = 1) => new(IdempotencyErrors.InProgress, []) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>Takes the key, or returns what is known of it. Records older than 48 h and leases of dead nodes are taken over.</summary>
    private async Task<Record?> TakeAsync(byte[] scope, Guid owner, byte[] fingerprint, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        while (true)
        {
            var found = await connection.QuerySingleOrDefaultAsync<Record>(new CommandDefinition("""
                with taken as (
                    insert into platform.idempotency_keys as k (scope, fingerprint, owner, locked_until)
                    values (@scope, @fingerprint, @owner, platform.now() + interval '60 seconds')
                    on conflict (scope) do update
                    set fingerprint = @fingerprint, owner = @owner, locked_until = platform.now() + interval '60 seconds',
                        created_at = platform.now(), status = null, location = null, etag = null, body = null
                    where k.created_at <= platform.now() - interval '48 hours' or (k.status is null and k.locked_until < platform.now())
                    returning fingerprint)
                select true as taken, fingerprint, null::smallint as status, null as location, null as etag, null::bytea as body, 0 as seconds from taken
                union all
                select false, fingerprint, status, location, etag, body, ceil(extract(epoch from locked_until - platform.now()))::int
                from platform.idempotency_keys
                where scope = @scope and not exists (select from taken)
                """, new { scope, fingerprint, owner }, cancellationToken: cancellation));

            // No row at all: another request took the key after this statement's snapshot; a new statement sees it.
            if (found is not null)
                return found.Taken ? null : found;
        }
    }

    private static byte[] Scope(HttpContext http, string key)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var owner = http.Features.Get<Principal>() is { } principal
            ? string.Join('\n', principal.ClientId, principal.AccountId, principal.TenantId)
            : "visitor\n" + AddressGuard.AddressOf(http);
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', owner, http.Request.Method, route, key)));
    }

    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering(MaxBodyInMemory);
        using var hash = HashedBody.Begin(request);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
                hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    /// <summary>Reads a repeated file for its fingerprint only.</summary>
    private static async Task<byte[]> FingerprintOfStreamAsync(HttpRequest request)
    {
        var body = new HashedBody(request);
        await body.DrainAsync(request.HttpContext.RequestAborted);
        return body.Fingerprint();
    }

    private sealed record Record(bool Taken, byte[] Fingerprint, short? Status, string? Location, string? Etag, byte[]? Body, int Seconds);
}
