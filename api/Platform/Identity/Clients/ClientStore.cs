using System.Text.Json;
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
        c.id, c.tenant_id, c.name, c.realm, c.environment, c.kind, c.auth_method, c.first_party, c.state, c.grants, c.scopes, c.ip_ranges, c.redirect_uris, c.post_logout_redirect_uris,
        c.jwks, c.dpop_bound, c.pushed_requests_only, c.id_token_algorithm, c.user_reach, c.audiences, c.introspects, c.owner_contact, c.owner_language, c.daily_cap, c.last_used_at, c.version, c.created_at, c.updated_at,
        array(select r.code from identity.client_rights r where r.client_id = c.id order by r.code) as rights,
        array(select s.id from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_ids,
        array(select s.created_at from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_created,
        array(select s.expires_at from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_expires,
        array(select coalesce(s.last_used_at, '-infinity') from identity.client_secrets s where s.client_id = c.id order by s.created_at, s.id) as secret_used
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
        return (await connection.QuerySingleOrDefaultAsync<ClientRow>(new CommandDefinition(
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
        var rows = await connection.QueryAsync<ClientRow>(new CommandDefinition($"""
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
            where t.tenant_id = @id and r.machine and r.kind <> 'permission'
              and t.valid_from <= platform.now() and (t.valid_until is null or t.valid_until > platform.now())
            """, new { id }));
        return new(id, kind, isOpen, rights.ToDictionary(right => right.Code, right => right.Kind, StringComparer.Ordinal));
    }

    /// <summary>Creates a client. What a former client of the same id was authorized for is none of its business.</summary>
    internal static async Task<Client> CreateAsync(WriteScope write, string id, ClientTenant tenant, ClientShape shape, ClientCreate settings)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.clients
                (id, tenant_id, name, realm, environment, kind, auth_method, grants, scopes, ip_ranges, redirect_uris, post_logout_redirect_uris,
                 jwks, dpop_bound, pushed_requests_only, id_token_algorithm, user_reach, audiences, introspects, owner_contact, owner_language, daily_cap, authorized_from)
            values
                (@id, @tenantId, @name, @realm, @environment, @kind, @authMethod, @grants, @scopes, @ipRanges, @redirectUris, @postLogoutRedirectUris,
                 @jwks::json, @dpopBound, @pushedRequestsOnly, @idTokenAlgorithm, @userReach, @audiences, @introspects, @ownerContact, @ownerLanguage, @dailyCap, platform.now())
            """,
            Parameters(id, shape, settings, new()
            {
                ["tenantId"] = tenant.Id,
                ["realm"] = settings.Realm ?? "portal",
                ["environment"] = tenant.Kind == TenantKinds.Sandbox ? "sandbox" : "production",
                ["kind"] = settings.Kind ?? "machine",
            })));
        await SetRightsAsync(write, id, settings.Rights!);
        return await ReadAsync(write, id);
    }

    /// <summary>Replaces the settings if the client still has this version; null if it has another one. Disabling ends what was issued to it, for good.</summary>
    internal static async Task<Client?> ReplaceAsync(WriteScope write, Client before, ClientShape shape, int version, ClientReplace settings)
    {
        var isDisabled = settings.State == "disabled" && before.State == ClientState.Active;
        var changed = await write.Connection.ExecuteAsync(write.Sql("""
            update identity.clients
            set name = @name, state = @state, auth_method = @authMethod, grants = @grants, scopes = @scopes, ip_ranges = @ipRanges,
                redirect_uris = @redirectUris, post_logout_redirect_uris = @postLogoutRedirectUris, jwks = @jwks::json, dpop_bound = @dpopBound,
                pushed_requests_only = @pushedRequestsOnly, id_token_algorithm = @idTokenAlgorithm, user_reach = @userReach,
                audiences = @audiences, introspects = @introspects, owner_contact = @ownerContact, owner_language = @ownerLanguage, daily_cap = @dailyCap,
                authorized_from = case when @isDisabled then platform.now() else authorized_from end,
                version = version + 1, updated_at = platform.now()
            where id = @id and version = @version
            """, Parameters(before.Id, shape, settings, new() { ["version"] = version, ["state"] = settings.State, ["isDisabled"] = isDisabled })));
        if (changed == 0)
            return null;
        if (isDisabled)
            await AccessTokens.RevokeClientAsync(write, before.Id);
        await SetRightsAsync(write, before.Id, settings.Rights!);
        return await ReadAsync(write, before.Id);
    }

    private static Dictionary<string, object?> Parameters(string id, ClientShape shape, ClientSettings settings, Dictionary<string, object?> more) => new(more)
    {
        ["id"] = id,
        ["name"] = settings.Name,
        ["authMethod"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(shape.AuthMethod.ToString()),
        ["grants"] = settings.Grants!.ToArray(),
        ["scopes"] = settings.Scopes!.ToArray(),
        ["ipRanges"] = settings.IpRanges?.ToArray() ?? [],
        ["redirectUris"] = settings.RedirectUris?.ToArray() ?? [],
        ["postLogoutRedirectUris"] = settings.PostLogoutRedirectUris?.ToArray() ?? [],
        ["jwks"] = settings.Jwks is { } keys ? JsonSerializer.Serialize(keys, StoredKeys.Default.ClientKeySetCreate) : null,
        ["dpopBound"] = settings.DpopBound ?? false,
        ["pushedRequestsOnly"] = settings.PushedRequestsOnly ?? false,
        ["idTokenAlgorithm"] = settings.IdTokenAlgorithm ?? "RS256",
        ["userReach"] = settings.UserReach ?? (shape.FirstParty ? "anyTenant" : "ownTenant"),
        ["audiences"] = settings.Audiences is { Count: > 0 } audiences ? audiences.ToArray() : [AccessTokens.ApiAudience],
        ["introspects"] = settings.Introspects?.ToArray() ?? [],
        ["ownerContact"] = string.IsNullOrEmpty(settings.OwnerContact) ? null : settings.OwnerContact,
        ["ownerLanguage"] = settings.OwnerLanguage ?? "en",
        ["dailyCap"] = settings.DailyCap,
    };

    /// <summary>Clients of an organisation and of its sandbox twin, newest first.</summary>
    /// <param name="organisationId">Organisation.</param>
    /// <param name="environment">Only of this environment.</param>
    /// <param name="after">Creation and id of the last client of the page before.</param>
    /// <param name="take">Most clients.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    internal async Task<IReadOnlyList<Client>> ListOfOrganisationAsync(Guid organisationId, string? environment, (DateTime At, string Id)? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<ClientRow>(new CommandDefinition($"""
            select {Columns}
            from identity.clients c
            join identity.tenants t on t.id = c.tenant_id
            where (t.id = @organisationId or t.parent_id = @organisationId) and not c.first_party
              and (@environment is null or c.environment = @environment)
              and (@afterId is null or (c.created_at, c.id) < (@afterAt, @afterId))
            order by c.created_at desc, c.id desc
            limit @take
            """, new { organisationId, environment, afterAt = after?.At, afterId = after?.Id, take }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToClient())];
    }

    /// <summary>Number of clients of an organisation and of its sandbox twin. Nobody else counts them until the end of the act.</summary>
    internal static async Task<int> CountOfOrganisationAsync(WriteScope write, Guid organisationId)
    {
        await write.Connection.ExecuteAsync(write.Sql("select pg_advisory_xact_lock(hashtextextended('clients' || @organisationId::text, 0))", new { organisationId }));
        return await write.Connection.ExecuteScalarAsync<int>(write.Sql("""
            select count(*)
            from identity.clients c
            join identity.tenants t on t.id = c.tenant_id
            where (t.id = @organisationId or t.parent_id = @organisationId) and not c.first_party
            """, new { organisationId }));
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

    /// <summary>A client that is there, as this transaction sees it.</summary>
    internal static async Task<Client> ReadAsync(WriteScope write, string id) =>
        (await write.Connection.QuerySingleAsync<ClientRow>(write.Sql($"select {Columns} from identity.clients c where c.id = @id", new { id }))).ToClient();

    private static Task SetRightsAsync(WriteScope write, string id, IReadOnlyList<string> rights) =>
        write.Connection.ExecuteAsync(write.Sql("""
            with gone as (delete from identity.client_rights where client_id = @id and code <> all(@rights))
            insert into identity.client_rights (client_id, code, granted_by)
            select @id, unnest(@rights), @by
            on conflict do nothing
            """, new { id, rights = rights.ToArray(), by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
}
