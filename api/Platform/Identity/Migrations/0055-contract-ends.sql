-- End that the operator or the contract has set: the organisation can end its access earlier, never later.
alter table identity.tenant_rights add column contract_until timestamptz;
update identity.tenant_rights set contract_until = valid_until where valid_until is not null;
