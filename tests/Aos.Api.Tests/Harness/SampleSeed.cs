using Aos.Api.OAuth.Keys;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
using Dapper;
using Npgsql;

namespace Aos.Api.Tests.Harness;

/// <summary>Puts the callers of <see cref="Somebody"/> into a database that holds the sample data.</summary>
internal static class SampleSeed
{
    /// <summary>Fills the template that test databases are copied from.</summary>
    public static async Task RunAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("""
            insert into identity.plans (code, per_second, per_day) values ('unlimited', 1000000, 1000000);
            insert into identity.tenants (id, kind, parent_id, name, vehicle_kinds) values
                ('00000000-0000-7000-8000-000000000001', 'operator', null, 'Operator', '{}'),
                ('00000000-0000-7000-8000-000000000002', 'organisation', null, 'Workshop North', '{}'),
                ('00000000-0000-7000-8000-000000000003', 'sandbox', '00000000-0000-7000-8000-000000000002', 'Workshop North', '{}'),
                ('00000000-0000-7000-8000-000000000004', 'organisation', null, 'Workshop South', '{}'),
                ('00000000-0000-7000-8000-000000000005', 'sandbox', '00000000-0000-7000-8000-000000000004', 'Workshop South', '{}'),
                ('00000000-0000-7000-8000-000000000006', 'organisation', null, 'Mini Garage', '{}'),
                ('00000000-0000-7000-8000-000000000007', 'sandbox', '00000000-0000-7000-8000-000000000006', 'Mini Garage', '{}'),
                ('00000000-0000-7000-8000-000000000008', 'organisation', null, 'Two Wheels', '{motorcycle}'),
                ('00000000-0000-7000-8000-000000000009', 'sandbox', '00000000-0000-7000-8000-000000000008', 'Two Wheels', '{motorcycle}'),
                ('00000000-0000-7000-8000-000000000010', 'organisation', null, 'No Product', '{}'),
                ('00000000-0000-7000-8000-000000000011', 'sandbox', '00000000-0000-7000-8000-000000000010', 'No Product', '{}'),
                ('00000000-0000-7000-8000-000000000012', 'organisation', null, 'Silent Garage', '{}'),
                ('00000000-0000-7000-8000-000000000013', 'fleetCustomer', null, 'Fleet of the North', '{}'),
                ('00000000-0000-7000-8000-000000000014', 'owner', null, 'Otto Owner', '{}');
            update identity.tenants set state = 'suspended' where id = '00000000-0000-7000-8000-000000000012';
            select identity.seed_first_party_clients('00000000-0000-7000-8000-000000000001');
            insert into identity.rights (code, kind, brand, name_en, name_de) values
                ('brandBmw', 'permission', 'bmw', 'BMW', 'BMW'), ('brandMini', 'permission', 'mini', 'MINI', 'MINI'),
                ('brandMotorrad', 'permission', 'motorrad', 'Motorrad', 'Motorrad'), ('brandRollsRoyce', 'permission', 'rollsRoyce', 'Rolls-Royce', 'Rolls-Royce')
            on conflict do nothing;
            insert into identity.tenant_rights (tenant_id, code, plan_code, source, granted_by)
            select id, 'apiVehicleIdentification', case name when 'Workshop South' then 'sandbox' else 'unlimited' end, 'application', 'test'
            from identity.tenants where kind <> 'operator' and name <> 'No Product'
            """);
        await connection.ExecuteAsync("""
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            select t.id, r.code, 'administrator', 'test'
            from identity.tenants t
            join identity.rights r on r.brand is not null
            where t.kind in ('organisation', 'sandbox') and (t.name <> 'Mini Garage' or r.brand = 'mini');
            insert into identity.tenant_rights (tenant_id, code, source, granted_by)
            values ('00000000-0000-7000-8000-000000000001', 'clients.administer', 'administrator', 'test'),
                   ('00000000-0000-7000-8000-000000000001', 'catalogue.administer', 'administrator', 'test'),
                   ('00000000-0000-7000-8000-000000000001', 'audit.read', 'administrator', 'test')
            """);
        await AddOrganisationsAsync(connection);
        foreach (var somebody in Somebody.All)
            await AddAsync(connection, somebody);
        foreach (var person in SomePerson.All)
            await AddAsync(connection, person);
        await connection.ExecuteAsync("""
            insert into identity.account_rights (account_id, code, granted_by)
            select @ada, code, 'test' from identity.rights where kind = 'staff'
            """, new { ada = SomePerson.Ada.Id });
        await AddKeysAsync(connection);
        await AddDocumentsAsync(connection);
    }

    // Their customer numbers lie outside what the sequence gives away, which begins at 10000000.
    private static Task AddOrganisationsAsync(NpgsqlConnection connection) => connection.ExecuteAsync("""
        insert into organisations.organisations
            (tenant_id, customer_number, user_group, country, name, street, post_code, town, vat_id, without_vat_id, vat_status, vat_match, vat_last_checked_on, vat_next_check_at)
        select t.id, o.customer_number, o.user_group, o.country, t.name, o.street, o.post_code, o.town, o.vat_id, o.vat_id is null, o.vat_status, o.vat_match,
               case when o.vat_id is not null then (platform.now() at time zone 'utc')::date end, case when o.vat_id is not null then platform.now() + interval '30 days' end
        from (values
            ('Workshop North', 'b2io30002709', 'independentWorkshop', 'AT', 'Siegfried-Marcus-Str. 24', '5020', 'Salzburg', 'ATU37035203', 'valid', 'match'),
            ('Workshop South', 'b2io40002785', 'independentWorkshop', 'BE', 'Example street 123', '12345', 'Example city', null, 'waived', null),
            ('Mini Garage', 'b2io90000042', 'independentWorkshop', 'GB', 'Mill Lane 7', 'OX1 1AA', 'Oxford', null, 'waived', null),
            ('Two Wheels', 'b2io90000008', 'independentMotorcycleWorkshop', 'DE', 'Am Ring 2', '53520', 'Nürburg', null, 'waived', null),
            ('Silent Garage', 'b2io90000012', 'others', 'DE', 'Stille Straße 1', '10115', 'Berlin', null, 'waived', null))
            o (tenant, customer_number, user_group, country, street, post_code, town, vat_id, vat_status, vat_match)
        join identity.tenants t on t.name = o.tenant and t.kind = 'organisation';
        update identity.tenants t set country = o.country, user_group = o.user_group from organisations.organisations o where o.tenant_id = t.id or o.tenant_id = t.parent_id
        """);

    private static async Task AddDocumentsAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await SampleDocuments.LoadAsync(new WriteScope(connection, transaction, Actor.System, null, CancellationToken.None), SampleData.Folder);
        await transaction.CommitAsync();
    }

    // Made once for all hosts of a run: an RSA key takes long.
    private static async Task AddKeysAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await SigningKeyStore.EnsureAsync(new WriteScope(connection, transaction, Actor.System, null, CancellationToken.None), new KeyCipher(MasterKey.Read(TestKey.File)));
        await transaction.CommitAsync();
    }

    /// <summary>Adds a person, active, with the password of <see cref="SomePerson"/>.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, SomePerson person)
    {
        var secret = person.TotpKey is { } key ? new SecretBox(MasterKey.Read(TestKey.File)).Seal("totp", person.Id.ToString(), key) : null;
        var names = person.Login.Split('@')[0].Split('.').Select(name => char.ToUpperInvariant(name[0]) + name[1..]).ToList();
        await connection.ExecuteAsync("""
            insert into identity.accounts (id, tenant_id, realm, login, email, state, representative, first_name, last_name, language, time_zone,
                password_hash, password_changed_at, security_stamp, totp_secret, totp_confirmed_at)
            values (@Id, @TenantId, @Realm, @Login, @Email, @State, @representative, @firstName, @lastName, 'en-GB', 'Europe/Berlin',
                @hash, platform.now(), @stamp, @secret, case when @secret::bytea is not null then platform.now() end);
            insert into identity.login_names (realm, name_normalised, holder_kind, holder_id)
            select distinct @Realm, lower(name), 'account', @Id::uuid from unnest(array[@Login, @Email]) as name where @State <> 'closed'
            """,
            new { person.Id, person.TenantId, person.Realm, person.Login, person.Email, person.State, secret, representative = person.IsRepresentative, firstName = names[0], lastName = names[^1], hash = PasswordHash.Value, stamp = Guid.NewGuid().ToString() });
    }

    /// <summary>One hash for all: a hash takes its time by intent.</summary>
    private static readonly Lazy<string> PasswordHash = new(() =>
        new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 1_000 }))
            .HashPassword(new object(), SomePerson.Password));

    /// <summary>Adds a client.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, Somebody somebody)
    {
        await connection.ExecuteAsync("""
            insert into identity.clients (id, tenant_id, name, environment, auth_method, grants, scopes)
            select @id, t.id, @id, case t.kind when 'sandbox' then 'sandbox' else 'production' end, 'client_secret', '{clientCredentials}', @scopes
            from identity.tenants t where t.id = @tenantId;
            insert into identity.client_secrets (id, client_id, secret_hash, expires_at) values (@secretId, @id, @hash, platform.now() + interval '366 days');
            insert into identity.client_rights (client_id, code)
            select @id, r.code from identity.tenant_rights t join identity.rights r on r.code = t.code
            where t.tenant_id = @tenantId and r.machine and @id <> 'test-operator-bare'
            """,
            new { id = somebody.ClientId, tenantId = somebody.TenantId, scopes = somebody.Scopes, secretId = Guid.CreateVersion7(), hash = OpaqueToken.Hash(somebody.Secret) });
    }
}
