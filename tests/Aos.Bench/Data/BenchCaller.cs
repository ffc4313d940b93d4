using Aos.Api.Platform.Identity.Tokens;
using Dapper;
using Npgsql;

namespace Aos.Bench.Data;

/// <summary>The client that calls: a workshop with every brand, on a plan whose limit is never reached but always counted.</summary>
internal static class BenchCaller
{
    public const string Id = "bench-workshop";

    public static readonly string Secret = OpaqueToken.Create("aoscs_");

    public static async Task AddAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("""
            insert into identity.plans (code, per_second, per_day) values ('bench', 100000000, 1000000000);
            insert into identity.tenants (id, kind, name, vehicle_kinds) values ('00000000-0000-7000-8000-0000000000b1', 'organisation', 'Bench', '{}');
            insert into identity.tenant_rights (tenant_id, code, plan_code, source, granted_by)
            select '00000000-0000-7000-8000-0000000000b1', code, case when kind = 'product' then 'bench' end, 'administrator', 'bench'
            from identity.rights where code = 'apiVehicleIdentification' or brand is not null;
            """);
        await connection.ExecuteAsync("""
            insert into identity.clients (id, tenant_id, name, environment, auth_method, grants, scopes)
            values (@Id, '00000000-0000-7000-8000-0000000000b1', 'Bench', 'production', 'client_secret', '{clientCredentials}', '{vehicle.read}');
            insert into identity.client_secrets (id, client_id, secret_hash, expires_at) values (@secretId, @Id, @hash, platform.now() + interval '366 days');
            insert into identity.client_rights (client_id, code) values (@Id, 'apiVehicleIdentification')
            """, new { Id, secretId = Guid.CreateVersion7(), hash = OpaqueToken.Hash(Secret) });
    }
}
