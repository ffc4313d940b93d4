-- What clients need that sign people in.
alter table identity.clients
    drop column audience,
    -- Audiences for which the client may get tokens, and those whose tokens it may introspect: 'api', or the address of a resource server.
    add column audiences text[] not null default '{api}',
    add column introspects text[] not null default '{}',
    add column post_logout_redirect_uris text[] not null default '{}',
    -- Public keys (RFC 7517) for private_key_jwt.
    add column jwks json,
    add column dpop_bound boolean not null default false,
    add column pushed_requests_only boolean not null default false,
    add column id_token_algorithm text not null default 'RS256' check (id_token_algorithm in ('RS256', 'ES256')),
    -- What was authorized before has ended: set when the client is created or disabled.
    add column authorized_from timestamptz,
    add column last_used_at timestamptz;

alter table identity.client_secrets add column last_used_at timestamptz;

-- Clients that belong to every installation. They are the operator's, and skip consent except on the device page.
create function identity.seed_first_party_clients(operator uuid) returns void language sql as $$
    insert into identity.clients (id, tenant_id, name, realm, environment, kind, auth_method, grants, scopes, redirect_uris, user_reach, first_party)
    values
        ('aos-portal', operator, 'AOS portal', 'portal', 'production', 'web', 'client_secret', '{authorizationCode,refreshToken}',
         '{openid,profile,email,offline_access,portal.read,portal.write,vehicle.read,administration}', '{}', 'anyTenant', true),
        ('aos-cli', operator, 'AOS command line', 'portal', 'production', 'native', 'none', '{authorizationCode,refreshToken,deviceCode}',
         '{openid,profile,email,offline_access,portal.read,portal.write,vehicle.read,administration}', '{http://127.0.0.1/callback,http://[::1]/callback}', 'anyTenant', true),
        ('aos-docs', operator, 'AOS documentation', 'portal', 'production', 'web', 'none', '{authorizationCode}',
         '{openid,profile,email,portal.read,vehicle.read}', '{}', 'anyTenant', true)
    on conflict (id) do nothing
$$;

select identity.seed_first_party_clients(id) from identity.tenants where kind = 'operator';
