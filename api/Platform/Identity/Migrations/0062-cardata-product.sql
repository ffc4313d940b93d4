-- CarData is a permission of people and a product of programs: each has a right of its own, as every other product has.
insert into identity.rights (code, kind, delegable, representative_only, machine, name_en, name_de, opens_en, opens_de)
values ('apiCarData', 'product', false, false, true, 'CarData', 'CarData', 'API product', 'API-Produkt');
update identity.rights set machine = false, available = true, version = version + 1 where code = 'carData';

-- What has a plan is access of programs.
insert into identity.tenant_rights (tenant_id, code, state, plan_code, source, valid_from, valid_until, contract_until, conditions_due_at, granted_by, reason)
select tenant_id, 'apiCarData', state, plan_code, source, valid_from, valid_until, contract_until, conditions_due_at, granted_by, reason
from identity.tenant_rights
where code = 'carData' and plan_code is not null;

-- The permission stays where it was not the approval of an application that gave it. The organisation could not end it: only the operator's end is its own.
delete from identity.tenant_rights where code = 'carData' and plan_code is not null and source = 'application';
update identity.tenant_rights
set plan_code = null, state = 'active', conditions_due_at = null, valid_until = contract_until, version = nextval('identity.tenant_right_versions')
where code = 'carData' and plan_code is not null;

update identity.client_rights set code = 'apiCarData' where code = 'carData';
