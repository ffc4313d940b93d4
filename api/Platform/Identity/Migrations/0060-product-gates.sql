-- Newer conditions of use of the product wait for their acceptance: from this moment on its calls are refused. Null while nothing waits.
alter table identity.tenant_rights add column conditions_due_at timestamptz;

-- False for a product that the operator has announced only, or retired: its operations are refused to everybody.
alter table identity.rights add column available boolean not null default true;
update identity.rights set available = false where code = 'apiParts';
