using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Every statement about clients.</summary>
public sealed class ClientStore(NpgsqlDataSource database)
{
    private const string Columns = """
        c.id, c.tenant_id, c.name, c.environment, c.state, c.grants, c.scopes, c.ip_ranges, c.version, c.created_at, c.updated_at,
        array(select r.code from identity.client_rights r where r.client_id = c.id order by r.code) as rights,
        array(select s.id from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_ids,
        array(select s.created_at from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_created,
        array(select s.expires_at from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_expires
        """;

    private const string Filters = """
        (@tenantId is null or c.tenant_id = @tenantId)
        and (@state is null or c.state = @state)
        and (@pattern is null or c.name ilike @pattern or c.id ilike @pattern)
        """;

    /// <summary>One client; null if there is none.</summary>
    public async Task<Client?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from identity.clients c where c.id = @id", new { id }, cancellationToken: cancellation)))?.ToClient();
    }

    /// <summary>One page of clients.</summary>
    /// <param name="query">Filters.</param>
    /// <param name="tenantId">Only of this tenant.</param>
    /// <param name="after">Sort value and id of the last client of the page before.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    internal async Task<IReadOnlyList<Client>> ListAsync(ClientQuery query, Guid? tenantId, string?[]? after, CancellationToken cancellation)
    {
        var (column, cast, descending) = ClientSorts.Of(query.Sort);
        var (direction, than) = descending ? ("desc", "<") : ("asc", ">");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select {Columns}
            from identity.clients c
            where {Filters}
              and (@afterId is null or ({column}, c.id) {than} (@afterValue::{cast}, @afterId))
            order by {column} {direction}, c.id {direction}
            limit @take
            """,
            new
            {
                tenantId,
                state = query.State,
                pattern = Pattern(query),
                afterValue = after?[0],
                afterId = after?[1],
                take = query.Take + 1,
            },
            cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToClient())];
    }

    /// <summary>Number of clients in a list, and whether it is longer than that.</summary>
    internal async Task<(int Total, bool IsCapped)> CountAsync(ClientQuery query, Guid? tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from identity.clients c where {Filters} limit {PageQuery.TotalCap} + 1) capped",
            new { tenantId, state = query.State, pattern = Pattern(query) }, cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }

    /// <summary>The tenant of a new or changed client; null if there is none. Its row stays locked against changes of its kind until the end of the act.</summary>
    internal static async Task<ClientTenant?> FindTenantAsync(WriteScope write, Guid id)
    {
        var (kind, isOpen) = await write.Connection.QuerySingleOrDefaultAsync<(string?, bool)>(write.Sql(
            "select kind, state <> 'closed' from identity.tenants where id = @id for share", new { id }));
        if (kind is null)
            return null;
        var rights = await write.Connection.QueryAsync<(string Code, string Kind)>(write.Sql("""
            select r.code, r.kind
            from identity.tenant_rights t
            join identity.rights r on r.code = t.code
            where t.tenant_id = @id and r.machine
              and t.valid_from <= platform.now() and (t.valid_until is null or t.valid_until > platform.now())
            """, new { id }));
        return new(id, kind, isOpen, rights.ToDictionary(right => right.Code, right => right.Kind, StringComparer.Ordinal));
    }

    internal static async Task<Client> CreateAsync(WriteScope write, string id, ClientTenant tenant, ClientSettings settings)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.clients (id, tenant_id, name, environment, auth_method, grants, scopes, ip_ranges)
            values (@id, @tenantId, @name, @environment, 'client_secret', @grants, @scopes, @ipRanges)
            """,
            new
            {
                id,
                tenantId = tenant.Id,
                name = settings.Name,
                environment = tenant.Kind == TenantKinds.Sandbox ? "sandbox" : "production",
                grants = settings.Grants!.ToArray(),
                scopes = settings.Scopes!.ToArray(),
                ipRanges = settings.IpRanges?.ToArray() ?? [],
            }));
        await SetRightsAsync(write, id, settings.Rights!);
        return await ReadAsync(write, id);
    }

    /// <summary>Replaces the settings if the client still has this version; null if it has another one.</summary>
    internal static async Task<Client?> ReplaceAsync(WriteScope write, string id, int version, ClientReplace settings)
    {
        var changed = await write.Connection.ExecuteAsync(write.Sql("""
            update identity.clients
            set name = @name, state = @state, grants = @grants, scopes = @scopes, ip_ranges = @ipRanges,
                version = version + 1, updated_at = platform.now()
            where id = @id and version = @version
            """,
            new
            {
                id,
                version,
                name = settings.Name,
                state = settings.State,
                grants = settings.Grants!.ToArray(),
                scopes = settings.Scopes!.ToArray(),
                ipRanges = settings.IpRanges?.ToArray() ?? [],
            }));
        if (changed == 0)
            return null;
        await SetRightsAsync(write, id, settings.Rights!);
        return await ReadAsync(write, id);
    }

    /// <summary>Deletes the client with its secrets and tokens; false if it has another version.</summary>
    internal static async Task<bool> DeleteAsync(WriteScope write, string id, int version) =>
        await write.Connection.ExecuteAsync(write.Sql("delete from identity.clients where id = @id and version = @version", new { id, version })) > 0;

    /// <summary>The tenant of a client, whose row stays locked until the end of the act; null if there is no such client.</summary>
    internal static Task<Guid?> LockAsync(WriteScope write, string id) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("select tenant_id from identity.clients where id = @id for update", new { id }));

    /// <summary>Raises the version of a client whose secrets change, as they are part of it. The row stays locked until the end of the act.</summary>
    /// <returns>Its tenant; null if there is no such client.</returns>
    internal static Task<Guid?> TouchAsync(WriteScope write, string id) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("""
            update identity.clients
            set version = version + 1, updated_at = platform.now()
            where id = @id
            returning tenant_id
            """, new { id }));

    /// <summary>Staff rights of a client.</summary>
    internal static Task<IEnumerable<string>> StaffRightsAsync(WriteScope write, string id) =>
        write.Connection.QueryAsync<string>(write.Sql("""
            select r.code
            from identity.client_rights c
            join identity.rights r on r.code = c.code
            where c.client_id = @id and r.kind = 'staff'
            order by r.code
            """, new { id }));

    private static string? Pattern(ClientQuery query) => query.Q is { } text ? $"%{LikePattern.Escape(text)}%" : null;

    private static async Task<Client> ReadAsync(WriteScope write, string id) =>
        (await write.Connection.QuerySingleAsync<Row>(write.Sql($"select {Columns} from identity.clients c where c.id = @id", new { id }))).ToClient();

    private static Task SetRightsAsync(WriteScope write, string id, IReadOnlyList<string> rights) =>
        write.Connection.ExecuteAsync(write.Sql("""
            with gone as (delete from identity.client_rights where client_id = @id and code <> all(@rights))
            insert into identity.client_rights (client_id, code)
            select @id, unnest(@rights)
            on conflict do nothing
            """, new { id, rights = rights.ToArray() }));

    private sealed record Row
    {
        public required string Id { get; init; }
        public Guid TenantId { get; init; }
        public required string Name { get; init; }
        public required string Environment { get; init; }
        public required string State { get; init; }
        public required string[] Grants { get; init; }
        public required string[] Scopes { get; init; }
        public required string[] IpRanges { get; init; }
        public int Version { get; init; }
        public DateTime CreatedAt { get; init; }
        public DateTime UpdatedAt { get; init; }
        public required string[] Rights { get; init; }
        public required Guid[] SecretIds { get; init; }
        public required DateTime[] SecretCreated { get; init; }
        public required DateTime[] SecretExpires { get; init; }

        public Client ToClient() => new()
        {
            Id = Id,
            TenantId = TenantId,
            Name = Name,
            Environment = Enum.Parse<ClientEnvironment>(Environment, ignoreCase: true),
            State = Enum.Parse<ClientState>(State, ignoreCase: true),
            Grants = [.. Grants.Select(grant => Enum.Parse<ClientGrant>(grant, ignoreCase: true))],
            Scopes = Scopes,
            Rights = Rights,
            IpRanges = IpRanges,
            Secrets = [.. SecretIds.Select((id, i) => new ClientSecret
            {
                Id = id,
                CreatedAt = SecretCreated[i],
                ExpiresAt = SecretExpires[i],
                Etag = EntityTag.OfVersion(1),
            })],
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
            Etag = EntityTag.OfVersion(Version),
        };
    }
}
