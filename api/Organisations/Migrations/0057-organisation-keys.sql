-- A new organisation gets its customer number from the table.
alter table organisations.organisations alter column customer_number set default 'b2io' || nextval('organisations.customer_numbers');

-- What an organisation asks for, and the registration that it came from, belong to an organisation that is there.
alter table organisations.change_requests add constraint change_requests_of_organisation foreign key (tenant_id) references organisations.organisations (tenant_id) not valid;
alter table organisations.closings add constraint closings_of_organisation foreign key (tenant_id) references organisations.organisations (tenant_id) not valid;
alter table organisations.registrations add constraint registrations_of_organisation foreign key (tenant_id) references organisations.organisations (tenant_id) not valid;
alter table organisations.change_requests validate constraint change_requests_of_organisation;
alter table organisations.closings validate constraint closings_of_organisation;
alter table organisations.registrations validate constraint registrations_of_organisation;

create unique index registrations_by_organisation on organisations.registrations (tenant_id) where tenant_id is not null;
