using System.Text.Json;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.OAuth.Authorize;

/// <summary>Every statement about authorization requests, and the door for the sign-in page.</summary>
internal sealed class AuthorizationRequests(NpgsqlDataSource database, ClientDirectory clients)
{
    /// <summary>Time for sign-in and consent.</summary>
    public static readonly TimeSpan StepLife = TimeSpan.FromMinutes(15);

    /// <summary>Time in which a pushed request must be brought by the browser.</summary>
    public static readonly TimeSpan PushedLife = TimeSpan.FromSeconds(60);

    /// <summary>Stores a request that a browser has brought.</summary>
    /// <returns>Its id, random because it is all that the pages carry.</returns>
    public async Task<Guid> AddAsync(string clientId, AuthorizationRequest request, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into oauth.requests (id, client_id, parameters, begun_at, expires_at)
            values (@id, @clientId, @parameters::json, platform.now(), platform.now() + @life)
            """, new { id, clientId, parameters = Write(request), life = StepLife }, cancellationToken: cancellation));
        return id;
    }

    /// <summary>Stores a pushed request.</summary>
    /// <returns>The text that stands for it.</returns>
    public async Task<string> PushAsync(string clientId, AuthorizationRequest request, CancellationToken cancellation)
    {
        var text = OpaqueToken.Create(OpaqueToken.PushedRequest);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into oauth.requests (id, pushed_hash, pushed_until, client_id, parameters, expires_at)
            values (@id, @hash, platform.now() + @life, @clientId, @parameters::json, platform.now() + @life)
            """, new { id = Guid.NewGuid(), hash = OpaqueToken.Hash(text), clientId, parameters = Write(request), life = PushedLife }, cancellationToken: cancellation));
        return text;
    }

    /// <summary>A browser brings a pushed request; until it is finished it may do so again.</summary>
    /// <returns>Its id; null if it is unknown, expired, used up or another client's.</returns>
    public async Task<Guid?> BeginPushedAsync(string text, string clientId, CancellationToken cancellation)
    {
        if (!OpaqueToken.IsWellFormed(text, OpaqueToken.PushedRequest))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<Guid?>(new CommandDefinition("""
            update oauth.requests
            set begun_at = coalesce(begun_at, platform.now()), expires_at = coalesce(begun_at, platform.now()) + @life
            where pushed_hash = @hash and client_id = @clientId and pushed_until > platform.now() and finished_at is null
            returning id
            """, new { hash = OpaqueToken.Hash(text), clientId, life = StepLife }, cancellationToken: cancellation));
    }

    /// <summary>A request that goes on; null if it is unknown, too old or finished.</summary>
    public async Task<OpenRequest?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select r.id, r.client_id, r.parameters, r.begun_at, platform.now() as now, r.session_id, s.account_id as session_account,
                   s.ended_at is null and s.expires_at > platform.now() and s.last_used_at > platform.now() - @idle as session_is_open
            from oauth.requests r
            left join oauth.sessions s on s.id = r.session_id
            where r.id = @id and r.begun_at is not null and r.expires_at > platform.now() and r.finished_at is null
            """, new { id, idle = Sessions.SignInSessions.IdleLife }, cancellationToken: cancellation));
        return row?.ToRequest();
    }

    /// <summary>What the sign-in page needs to know of a request; null if it is over.</summary>
    public async Task<SignInFacts?> FindForSignInAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } open && await clients.FindAsync(open.ClientId, cancellation) is { } client
            ? new(client.Id, client.Name, client.Realm, open.Request.LoginHint, open.Request.UiLocales)
            : null;

    /// <summary>Binds a request to the sign-in that goes on with it.</summary>
    public async Task BindAsync(Guid id, Guid sessionId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "update oauth.requests set session_id = @sessionId where id = @id and finished_at is null", new { id, sessionId }, cancellationToken: cancellation));
    }

    /// <summary>Ends a request without a code.</summary>
    public async Task FinishAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "update oauth.requests set finished_at = platform.now() where id = @id and finished_at is null", new { id }, cancellationToken: cancellation));
    }

    /// <summary>Ends a request in the transaction that issues its code; false if it is over.</summary>
    public static async Task<bool> FinishAsync(WriteScope write, Guid id) =>
        await write.Connection.ExecuteAsync(write.Sql(
            "update oauth.requests set finished_at = platform.now() where id = @id and finished_at is null and expires_at > platform.now()", new { id })) > 0;

    private static string Write(AuthorizationRequest request) => JsonSerializer.Serialize(request, OAuthJson.Default.AuthorizationRequest);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public required string ClientId { get; init; }
        public required string Parameters { get; init; }
        public DateTime BegunAt { get; init; }
        public DateTime Now { get; init; }
        public Guid? SessionId { get; init; }
        public Guid? SessionAccount { get; init; }
        public bool? SessionIsOpen { get; init; }

        public OpenRequest ToRequest() => new()
        {
            Id = Id,
            ClientId = ClientId,
            Request = JsonSerializer.Deserialize(Parameters, OAuthJson.Default.AuthorizationRequest)!,
            BegunAt = BegunAt,
            Now = Now,
            SessionId = SessionId,
            SessionAccount = SessionAccount,
            SessionIsOpen = SessionIsOpen == true,
        };
    }
}

/// <summary>An authorization request on its way through sign-in and consent.</summary>
internal sealed record OpenRequest
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Client that asks.</summary>
    public required string ClientId { get; init; }

    /// <summary>What it asks for.</summary>
    public required AuthorizationRequest Request { get; init; }

    /// <summary>When the browser brought it.</summary>
    public required DateTime BegunAt { get; init; }

    /// <summary>Time of the database.</summary>
    public required DateTime Now { get; init; }

    /// <summary>Sign-in that was seen with it.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Person of that sign-in.</summary>
    public Guid? SessionAccount { get; init; }

    /// <summary>That sign-in still holds.</summary>
    public bool SessionIsOpen { get; init; }
}

/// <summary>What the sign-in page shows of an authorization request.</summary>
/// <param name="ClientId">Client.</param>
/// <param name="ClientName">Its name for people.</param>
/// <param name="Realm">People of this realm sign in.</param>
/// <param name="LoginHint">Name to put into the form.</param>
/// <param name="UiLocales">Languages that the client prefers, divided by blanks.</param>
internal sealed record SignInFacts(string ClientId, string ClientName, string Realm, string? LoginHint, string? UiLocales);
