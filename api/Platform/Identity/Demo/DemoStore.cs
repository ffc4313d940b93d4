using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Demo;

/// <summary>Every statement about the demo clients.</summary>
internal sealed class DemoStore(NpgsqlDataSource database)
{
    /// <summary>Codes of the rights to see these brands.</summary>
    public async Task<IReadOnlyList<string>> BrandRightsAsync(string[] brands, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            "select code from identity.rights where brand = any(@brands) order by code", new { brands }, cancellationToken: cancellationToken))];
    }

    /// <summary>Whether every client has a secret that works tomorrow, too, its scopes, and rights that its tenant holds.</summary>
    public async Task<bool> IsCompleteAsync(IReadOnlyList<DemoWish> wishes, Dictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        if (wishes.Any(wish => !secrets.ContainsKey(wish.ClientId)))
            return false;
        var rights = wishes.SelectMany(wish => wish.Rights.Keys.Select(code => (wish.ClientId, Code: code))).ToList();
        var scopes = wishes.SelectMany(wish => wish.Scopes.Select(scope => (wish.ClientId, Scope: scope))).ToList();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            select not exists (
                select from unnest(@clients, @hashes) as want (client_id, hash)
                where not exists (
                    select from identity.client_secrets s
                    where s.client_id = want.client_id and s.secret_hash = want.hash and s.expires_at > platform.now() + interval '1 day'))
            and not exists (
                select from unnest(@scopeClients, @scopes) as want (client_id, scope)
                where not exists (select from identity.clients c where c.id = want.client_id and want.scope = any(c.scopes)))
            and not exists (
                select from unnest(@rightClients, @rights) as want (client_id, code)
                where not exists (
                    select
                    from identity.clients c
                    join identity.tenant_rights t on t.tenant_id = c.tenant_id and t.code = want.code
                    join identity.rights r on r.code = want.code
                    where c.id = want.client_id and t.state = 'active' and (t.valid_until is null or t.valid_until > platform.now())
                      and (not r.machine or exists (select from identity.client_rights m where m.client_id = c.id and m.code = r.code))))
            """,
            new
            {
                clients = wishes.Select(wish => wish.ClientId).ToArray(),
                hashes = wishes.Select(wish => OpaqueToken.Hash(secrets[wish.ClientId])).ToArray(),
                scopeClients = scopes.Select(scope => scope.ClientId).ToArray(),
                scopes = scopes.Select(scope => scope.Scope).ToArray(),
                rightClients = rights.Select(right => right.ClientId).ToArray(),
                rights = rights.Select(right => right.Code).ToArray(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>The tenant of a client; null if there is no such client.</summary>
    public static Task<Guid?> TenantOfAsync(WriteScope write, string clientId) => ClientStore.LockAsync(write, clientId);

    public static async Task<bool> ExistsAsync(WriteScope write, string clientId) => await ClientStore.LockAsync(write, clientId) is not null;

    /// <summary>The tenant that runs this installation; null before there is one.</summary>
    public static Task<Guid?> OperatorAsync(WriteScope write) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("select id from identity.tenants where kind = @kind", new { kind = TenantKinds.Operator }));

    public static async Task<IReadOnlyList<string>> MissingTenantRightsAsync(WriteScope write, Guid tenantId, string[] codes) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql(
            """
            select want.code
            from unnest(@codes) as want (code)
            where not exists (
                select from identity.tenant_rights t
                where t.tenant_id = @tenantId and t.code = want.code and t.state = 'active'
                  and (t.valid_until is null or t.valid_until > platform.now()))
            """, new { tenantId, codes }))];

    /// <summary>Adds scopes and rights that the client does not have.</summary>
    public static async Task AddAsync(WriteScope write, string clientId, Guid tenantId, IReadOnlyList<string> scopes, IReadOnlyList<string> rights)
    {
        var changed = await write.Connection.ExecuteAsync(write.Sql(
            """
            update identity.clients
            set scopes = array(select distinct scope from unnest(scopes || @scopes) as scope), version = version + 1, updated_at = platform.now()
            where id = @clientId and not scopes @> @scopes;

            insert into identity.client_rights (client_id, code)
            select @clientId, code
            from unnest(@rights) as code
            on conflict do nothing
            """, new { clientId, scopes = scopes.ToArray(), rights = rights.ToArray() }));
        if (changed == 0)
            return;
        await write.AuditAsync(tenantId, "administration.client.replaced", "client", clientId, new Dictionary<string, string?>
        {
            ["scopes"] = string.Join(' ', scopes),
            ["rights"] = string.Join(' ', rights),
        });
        await write.NotifyRightsAsync("c:" + clientId);
    }

    public static Task<bool> IsValidAsync(WriteScope write, string clientId, string secret) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql(
            """
            select exists (
                select from identity.client_secrets
                where client_id = @clientId and secret_hash = @hash and expires_at > platform.now() + interval '1 day')
            """, new { clientId, hash = OpaqueToken.Hash(secret) }));

    /// <summary>A secret whose text is lost is of no use to anybody: the new one takes the place of all.</summary>
    public static async Task<string> ReplaceSecretAsync(WriteScope write, string clientId, Guid tenantId)
    {
        foreach (var id in await write.Connection.QueryAsync<Guid>(write.Sql("select id from identity.client_secrets where client_id = @clientId", new { clientId })))
        {
            await ClientSecretStore.DeleteAsync(write, clientId, id);
            await write.AuditAsync(tenantId, "administration.clientSecret.deleted", "client", clientId, new Dictionary<string, string?> { ["secretId"] = id.ToString() });
        }

        var secret = await ClientSecretStore.CreateAsync(write, clientId, ClientSecretStore.DefaultValidDays);
        await write.AuditAsync(tenantId, "administration.clientSecret.created", "client", clientId, new Dictionary<string, string?> { ["secretId"] = secret.Id.ToString() });
        return secret.Secret!;
    }
}
