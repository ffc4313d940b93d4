-- The catalogue of API products. Texts are neutral; an operator puts own ones in.
create table organisations.api_products (
    code text primary key,
    -- Right of identity.rights that an organisation gets with the product.
    right_code text not null unique,
    scopes text[] not null,
    -- What the operator says; a product that this installation does not serve is announced only, whatever stands here.
    state text not null check (state in ('available', 'comingSoon', 'retired')),
    sort_order int not null,
    name_en text not null,
    name_de text not null,
    name_pl text not null,
    summary_en text not null,
    summary_de text not null,
    summary_pl text not null,
    contact_email text,
    chargeable boolean not null default true,
    price_list_url text,
    data_files_url text,
    charges json not null default '[]',
    same_data_as text[] not null default '{}',
    versions json not null default '[]',
    conditions_version int not null default 1,
    conditions_url text,
    -- An application needs redirect and callback addresses.
    needs_addresses boolean not null default false,
    version int not null default 1
);

insert into organisations.api_products (code, right_code, scopes, state, sort_order, name_en, name_de, name_pl, summary_en, summary_de, summary_pl, needs_addresses) values
    ('vehicle-identification', 'apiVehicleIdentification', '{vehicle.read}', 'available', 10, 'Vehicle Identification', 'Fahrzeugidentifikation', 'Identyfikacja pojazdu',
     'Basic data and options of a vehicle for a VIN, and a finder of types.', 'Grunddaten und Ausstattung eines Fahrzeugs zu einer FIN und ein Typenfinder.', 'Dane podstawowe i wyposażenie pojazdu dla numeru VIN oraz wyszukiwarka typów.', false),
    ('repair-maintenance', 'apiRepairMaintenance', '{repair.read}', 'available', 20, 'Repair & Maintenance', 'Reparatur & Wartung', 'Naprawa i konserwacja',
     'Repair instructions, wiring diagrams, component locations and more.', 'Reparaturanleitungen, Schaltpläne, Einbauorte und mehr.', 'Instrukcje napraw, schematy połączeń, położenia podzespołów i inne.', false),
    ('parts-information', 'apiParts', '{parts.read}', 'comingSoon', 30, 'Parts Information', 'Teileinformation', 'Informacje o częściach',
     'Announced. Until then parts information is offered as data files.', 'Angekündigt. Bis dahin gibt es Teileinformationen als Dateien.', 'Zapowiedziane. Do tego czasu informacje o częściach są dostępne jako pliki danych.', false),
    ('technical-campaigns', 'apiCampaigns', '{campaign.read}', 'available', 40, 'Technical Campaign & Map Status', 'Technische Aktionen & Kartenstand', 'Akcje techniczne i stan map',
     'Whether a vehicle has an open technical campaign, and which navigation map is installed.', 'Ob ein Fahrzeug eine offene technische Aktion hat und welche Karte installiert ist.', 'Czy pojazd ma otwartą akcję techniczną i jaka mapa nawigacji jest zainstalowana.', false),
    ('flat-rates', 'apiFlatRates', '{flatrates.read}', 'available', 50, 'Flat Rates', 'Richtzeiten', 'Jednostki czasu pracy',
     'Flat rate positions with number, name, units and the steps that they include.', 'Arbeitspositionen mit Nummer, Name, Einheiten und enthaltenen Arbeitsschritten.', 'Pozycje robocze z numerem, nazwą, jednostkami i zawartymi czynnościami.', false),
    ('cardata', 'carData', '{cardata.read}', 'available', 60, 'CarData', 'CarData', 'CarData',
     'Telematics data of vehicles, with the consent of their owners.', 'Telematikdaten von Fahrzeugen mit Einwilligung ihrer Halter.', 'Dane telematyczne pojazdów za zgodą ich właścicieli.', true);

update organisations.api_products
set same_data_as = case when code = 'cardata' then '{}'::text[] else '{AIR,ETK,KaSIO}' end,
    versions = '[{"version":"v1"}]';

-- Heading and paragraphs of the page with the boxes.
create table organisations.api_overview (
    language text primary key check (language in ('en', 'de', 'pl')),
    heading text not null,
    more_label text not null,
    paragraphs text[] not null
);

insert into organisations.api_overview (language, heading, more_label, paragraphs) values
    ('en', 'APIs', 'More ...', array[
        'APIs (application programming interfaces) give qualified third parties a range of aftersales data in a machine-readable format: repair instructions, wiring diagrams, flat rate units, parts data. An API is software code and needs a programmer. The data are the same as in the applications for people; who does not program is better served by those.',
        'The APIs are provided for a fee. Who wants to use them in own software applies for a product, or writes to the contact address.']),
    ('de', 'APIs', 'Mehr ...', array[
        'APIs (Programmierschnittstellen) geben qualifizierten Dritten eine Reihe von Aftersales-Daten in maschinenlesbarer Form: Reparaturanleitungen, Schaltpläne, Richtzeiten, Teiledaten. Eine API ist Software und braucht jemanden, der programmiert. Die Daten sind dieselben wie in den Anwendungen für Menschen; wer nicht programmiert, ist mit diesen besser bedient.',
        'Die APIs sind kostenpflichtig. Wer sie in eigener Software nutzen will, beantragt ein Produkt oder schreibt an die Kontaktadresse.']),
    ('pl', 'API', 'Więcej ...', array[
        'Interfejsy API (interfejsy programowania aplikacji) udostępniają uprawnionym osobom trzecim szereg danych serwisowych w formie nadającej się do odczytu maszynowego: instrukcje napraw, schematy połączeń, jednostki czasu pracy, dane części. API to kod oprogramowania i wymaga programisty. Dane są takie same jak w aplikacjach dla ludzi; kto nie programuje, powinien korzystać z tych aplikacji.',
        'Interfejsy API są odpłatne. Kto chce używać ich we własnym oprogramowaniu, składa wniosek o produkt lub pisze na adres kontaktowy.']);

create table organisations.api_applications (
    id uuid primary key,
    tenant_id uuid not null,
    -- The person who applied, who gets the mails.
    account_id uuid not null,
    state text not null default 'submitted' check (state in ('submitted', 'waitingForApplicant', 'approved', 'refused', 'withdrawn', 'closed')),
    purpose text not null,
    software_description text not null,
    expected_calls int not null check (expected_calls > 0),
    countries text[] not null,
    contact_name text not null,
    contact_email text not null,
    contact_phone text not null,
    redirect_uris text[] not null default '{}',
    webhook_url text,
    submitted_at timestamptz not null default platform.now(),
    review_due_on date not null,
    answer_due_at timestamptz,
    decided_at timestamptz,
    decided_by text,
    reason text,
    brand_permissions text[] not null default '{}',
    version int not null default 1
);

create index api_applications_by_tenant on organisations.api_applications (tenant_id, submitted_at, id);
create index api_applications_by_age on organisations.api_applications (submitted_at, id);
create index api_applications_waiting on organisations.api_applications (answer_due_at) where state = 'waitingForApplicant';

create table organisations.api_application_products (
    application_id uuid not null references organisations.api_applications (id) on delete cascade,
    tenant_id uuid not null,
    product_code text not null references organisations.api_products (code),
    conditions_version int not null,
    plan_code text,
    is_open boolean not null default true,
    primary key (application_id, product_code)
);

create unique index api_applications_one_open on organisations.api_application_products (tenant_id, product_code) where is_open;

create table organisations.api_application_messages (
    id uuid primary key,
    application_id uuid not null references organisations.api_applications (id) on delete cascade,
    kind text not null check (kind in ('question', 'answer')),
    text text not null,
    written_by text not null,
    written_at timestamptz not null default platform.now()
);

create index api_application_messages_by_application on organisations.api_application_messages (application_id, written_at, id);

-- Versions of a product's conditions of use that an organisation has accepted.
create table organisations.api_conditions_accepted (
    tenant_id uuid not null,
    product_code text not null references organisations.api_products (code),
    version int not null,
    accepted_by text not null,
    accepted_at timestamptz not null default platform.now(),
    primary key (tenant_id, product_code, version)
);

-- What happened to the access of an organisation; the access itself is a right of identity.tenant_rights.
create table organisations.api_subscription_events (
    id uuid primary key,
    tenant_id uuid not null,
    product_code text not null references organisations.api_products (code),
    kind text not null check (kind in ('granted', 'planChanged', 'suspended', 'reactivated', 'terminated', 'terminationWithdrawn', 'conditionsAccepted')),
    plan_code text,
    ends_on date,
    reason text,
    done_by text not null,
    happened_at timestamptz not null default platform.now()
);

create index api_subscription_events_by_product on organisations.api_subscription_events (tenant_id, product_code, happened_at, id);
