create schema organisations;

-- What an applicant chooses first. Permissions of brands come beside these, those that fit the vehicle kinds of the group.
create table organisations.user_groups (
    code text primary key,
    sort_order int not null,
    label_en text not null,
    label_de text not null,
    label_pl text not null,
    -- Null: every country.
    countries text[],
    vat_required boolean not null default false,
    justification_required boolean not null default false,
    -- Empty: all.
    vehicle_kinds text[] not null default '{}',
    all_brands boolean not null,
    permissions text[] not null,
    version int not null default 1
);

-- Business data of an organisation; who it is for the platform stands in identity.tenants.
create table organisations.organisations (
    tenant_id uuid primary key,
    customer_number text unique check (customer_number ~ '^b2io[0-9]{8,9}$'),
    user_group text not null references organisations.user_groups (code),
    country text not null,
    name text not null,
    street text not null,
    additional_address_line text,
    post_code text not null,
    town text not null,
    state text,
    vat_id text,
    without_vat_id boolean not null default false,
    vat_status text not null default 'notChecked' check (vat_status in ('notChecked', 'valid', 'invalid', 'unavailable', 'waived')),
    vat_match text check (vat_match in ('match', 'mismatch', 'notProvided')),
    vat_last_checked_on date,
    vat_next_check_at timestamptz,
    phone text,
    fax text,
    homepage text,
    version int not null default 1,
    created_at timestamptz not null default platform.now(),
    updated_at timestamptz not null default platform.now(),
    check (not (without_vat_id and vat_id is not null))
);

create index organisations_vat_due on organisations.organisations (vat_next_check_at) where vat_next_check_at is not null;

create sequence organisations.customer_numbers minvalue 10000000 maxvalue 99999999;

insert into organisations.user_groups (code, sort_order, label_en, label_de, label_pl, vat_required, justification_required, vehicle_kinds, all_brands, permissions)
select g.code, g.sort_order, g.label_en, g.label_de, g.label_pl, g.code = 'carData', g.code = 'others', g.vehicle_kinds, g.workshop,
       array['aosSupportForm', 'aosTicketSystem', 'aosInformationEnquiryForm', 'aosTrainingForm', 'aosDiagnosticArticleForm', 'apiClients']
       || g.further
       || case when g.workshop then array['aosTechnicalHelpDesk', 'bookTickets', 'air', 'serviceHistory', 'ista', 'partsCatalogueMotorcycle', 'commercialServiceData',
              'faultCodes', 'keyReader', 'technicalCampaigns', 'workshopEquipment', 'technicalApplications', 'irapNext', 'rdcTool', 'partslink24', 'hddUpdate', 'ptiData', 'rmiData'] else '{}' end
       || case when g.workshop and g.vehicle_kinds = '{}' then array['partsCatalogueCar', 'programmingESeries', 'stateOfCharge', 'emissionsNominalValues'] else '{}' end
from (values
    ('bfas', 1, 'Access to the Fluid Approval System (only for oil producers)', 'Zugang zum Freigabesystem für Betriebsstoffe (nur für Ölhersteller)', 'Dostęp do systemu zatwierdzania płynów (tylko dla producentów olejów)', false, '{}'::text[], '{}'::text[]),
    ('carData', 2, 'Access to CarData', 'Zugang zu CarData', 'Dostęp do CarData', false, '{}', '{carData}'),
    ('authority', 3, 'Authority', 'Behörde', 'Urząd', true, '{}', '{airCharged}'),
    ('educationalEstablishment', 4, 'Educational establishment', 'Bildungseinrichtung', 'Placówka edukacyjna', true, '{}', '{airCharged}'),
    ('independentMotorcycleWorkshop', 5, 'Independent motorcycle workshop/motorcycle dealers', 'Unabhängige Motorradwerkstatt/Motorradhändler', 'Niezależny warsztat/sprzedawca motocykli', true, '{motorcycle}', '{airCharged}'),
    ('independentWorkshop', 6, 'Independent workshop/dealer', 'Unabhängige Werkstatt/Händler', 'Niezależny warsztat/sprzedawca', true, '{}', '{airCharged}'),
    ('others', 7, 'Others (please justify your request)', 'Sonstige (bitte begründen Sie Ihre Anfrage)', 'Inne (prosimy uzasadnić prośbę)', false, '{}', '{}')
) g (code, sort_order, label_en, label_de, label_pl, workshop, vehicle_kinds, further);
