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
    /// <summary>
    /// Whether every client has a secret that works tomorrow, too, its scopes and its rights, and its tenant those rights and
    /// its brands. One plain statement, because every start waits for it.
    /// </summary>
    public async Task<bool> IsCompleteAsync(IReadOnlyList<DemoWish> wishes, Dictionary<string, string> secrets, CancellationToken cancellationToken)
    {
        if (wishes.Any(wish => !secrets.ContainsKey(wish.ClientId)))
            return false;
        await using var command = database.CreateCommand(
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
                where not exists (select from identity.client_rights m where m.client_id = want.client_id and m.code = want.code))
            and not exists (
                select
                from (
                    select client_id, code from unnest(@rightClients, @rights) as r (client_id, code)
                    union all
                    select b.client_id, r.code
                    from unnest(@brandClients, @brands) as b (client_id, brand)
                    join identity.rights r on r.brand = b.brand) as want
                where not exists (
                    select
                    from identity.clients c
                    join identity.tenant_rights t on t.tenant_id = c.tenant_id
                    where c.id = want.client_id and t.code = want.code and t.state = 'active'
                      and (t.valid_until is null or t.valid_until > platform.now())))
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]>("clients", [.. wishes.Select(wish => wish.ClientId)]));
        command.Parameters.Add(new NpgsqlParameter<byte[][]>("hashes", [.. wishes.Select(wish => OpaqueToken.Hash(secrets[wish.ClientId]))]));
        AddPairs("scopeClients", "scopes", wish => wish.Scopes);
        AddPairs("rightClients", "rights", wish => wish.Rights.Keys);
        AddPairs("brandClients", "brands", wish => wish.Brands);
        return await command.ExecuteScalarAsync(cancellationToken) is true;

        void AddPairs(string clients, string values, Func<DemoWish, IEnumerable<string>> of)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]>(clients, [.. wishes.SelectMany(wish => of(wish).Select(_ => wish.ClientId))]));
            command.Parameters.Add(new NpgsqlParameter<string[]>(values, [.. wishes.SelectMany(of)]));
        }
    }

    /// <summary>The tenant of a client; null if there is no such client.</summary>
    public static Task<Guid?> TenantOfAsync(WriteScope write, string clientId) => ClientStore.LockAsync(write, clientId);

    public static async Task<bool> ExistsAsync(WriteScope write, string clientId) => await ClientStore.LockAsync(write, clientId) is not null;

    /// <summary>The tenant that runs this installation; null before there is one.</summary>
    public static Task<Guid?> OperatorAsync(WriteScope write) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("select id from identity.tenants where kind = @kind", new { kind = TenantKinds.Operator }));

    /// <summary>Rights that the wish needs and the tenant does not hold.</summary>
    public static async Task<IReadOnlyList<string>> MissingTenantRightsAsync(WriteScope write, Guid tenantId, DemoWish wish) =>
        [.. await write.Connection.QueryAsync<string>(write.Sql(
            """
            select r.code
            from identity.rights r
            where (r.code = any(@codes) or r.brand = any(@brands))
              and not exists (
                  select from identity.tenant_rights t
                  where t.tenant_id = @tenantId and t.code = r.code and t.state = 'active'
                    and (t.valid_until is null or t.valid_until > platform.now()))
            order by r.code
            """, new { tenantId, codes = wish.Rights.Keys.ToArray(), brands = wish.Brands.ToArray() }))];

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
