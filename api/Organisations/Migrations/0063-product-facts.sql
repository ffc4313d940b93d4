update organisations.api_products set right_code = 'apiCarData' where code = 'cardata';

-- What 0060 has made a fact of rights and accesses, taken over once from what stood there before: which products are open, and who owes newer conditions.
update identity.rights r set available = p.state = 'available' from organisations.api_products p where p.right_code = r.code;

update identity.tenant_rights r
set conditions_due_at = platform.now() + interval '30 days', version = nextval('identity.tenant_right_versions')
from organisations.api_products p, identity.tenants t
where p.right_code = r.code and t.id = r.tenant_id and t.kind = 'organisation' and t.state <> 'closed'
  and r.conditions_due_at is null and (r.valid_until is null or r.valid_until > platform.now())
  and p.conditions_version > (
      select max(a.version) from organisations.api_conditions_accepted a where a.tenant_id = r.tenant_id and a.product_code = p.code);
