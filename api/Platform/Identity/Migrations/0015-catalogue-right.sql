-- Releases of catalogue data are administered by the operator's staff and clients.
insert into identity.rights (code, kind, delegable, machine, name_en, name_de) values
    ('catalogue.administer', 'staff', true, true, 'Administer catalogue releases', 'Katalogstände verwalten');
