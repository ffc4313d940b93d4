-- Permissions as data: what each opens, and which of them an organisation gets with its user group.
alter table identity.rights
    add column opens_en text not null default '',
    add column opens_de text not null default '',
    add column version int not null default 1,
    add constraint rights_price_model check (price_model in ('free', 'reduced', 'charged', 'wir', 'postPayment', 'perRequest')),
    add constraint rights_vehicle_kind check (vehicle_kind in ('car', 'motorcycle'));

alter table identity.tenant_rights add column version int not null default 1;

-- The full list of permissions that may be held by an organisation. Those of brands come with the brands of the catalogue.
insert into identity.rights (code, kind, delegable, representative_only, machine, vehicle_kind, price_model, name_en, name_de, opens_en, opens_de) values
    ('emissionsNominalValues', 'permission', true, false, false, 'car', 'free', 'Emissions test nominal values', 'Abgas-Solldaten', 'Application "Emissions test nominal values"', 'Anwendung „Abgas-Solldaten“'),
    ('air', 'permission', true, false, false, null, null, 'AIR', 'AIR', 'Information research (AIR), at the price of the other AIR permission', 'Informationssuche (AIR), zum Preis der anderen AIR-Berechtigung'),
    ('airSecond', 'permission', true, false, false, null, null, 'AIR', 'AIR', 'As AIR; kept as an alias', 'Wie AIR; als Alias erhalten'),
    ('airFree', 'permission', true, false, false, null, 'free', 'Information research (free of charge)', 'Informationssuche (kostenfrei)', 'AIR without a ticket', 'AIR ohne Ticket'),
    ('airReduced', 'permission', true, false, false, null, 'reduced', 'Information research (reduced)', 'Informationssuche (ermäßigt)', 'AIR with a ticket at the reduced price', 'AIR mit Ticket zum ermäßigten Preis'),
    ('airCharged', 'permission', true, false, false, null, 'charged', 'Information research (subject to a charge)', 'Informationssuche (kostenpflichtig)', 'AIR with a ticket at the full price', 'AIR mit Ticket zum vollen Preis'),
    ('airWir', 'permission', true, false, false, null, 'wir', 'Information research (WIR)', 'Informationssuche (WIR)', 'AIR under the price model WIR', 'AIR im Preismodell WIR'),
    ('aosDiagnosticArticleForm', 'permission', true, false, false, null, 'free', 'AOS diagnostic article form', 'AOS Diagnoseartikelformular', 'Request for order information of diagnostic articles', 'Anfrage von Bestellinformationen zu Diagnoseartikeln'),
    ('aosInformationEnquiryForm', 'permission', true, false, false, null, 'free', 'AOS information enquiry form', 'AOS Informationsanfrageformular', 'Information enquiry', 'Informationsanfrage'),
    ('aosSupportForm', 'permission', true, false, false, null, 'free', 'AOS support form', 'AOS Supportformular', 'Support request', 'Supportanfrage'),
    ('aosTechnicalHelpDesk', 'permission', true, false, false, null, 'perRequest', 'AOS Technical Help Desk', 'AOS Technical Help Desk', 'Technical Help Desk', 'Technical Help Desk'),
    ('aosTicketSystem', 'permission', true, false, false, null, 'free', 'AOS ticket system', 'AOS Ticketsystem', 'List and details of own requests', 'Liste und Einzelheiten eigener Anfragen'),
    ('aosTrainingForm', 'permission', true, false, false, null, 'free', 'AOS training form', 'AOS Trainingsformular', 'Training enquiry', 'Trainingsanfrage'),
    ('carData', 'permission', true, false, true, null, 'postPayment', 'CarData', 'CarData', 'CarData; needs a valid VAT ID', 'CarData; braucht eine gültige USt-IdNr.'),
    ('cdis', 'permission', true, false, false, null, 'free', 'CDIS', 'CDIS', 'Application CDIS', 'Anwendung CDIS'),
    ('editorAccess', 'permission', true, false, false, null, null, 'AOS editor access', 'AOS-Redaktionszugang', 'Editing of news, documents and other contents', 'Bearbeiten von Neuigkeiten, Dokumenten und anderen Inhalten'),
    ('roadSideAssistanceFree', 'permission', true, false, false, null, 'free', 'Road Side Assistance (free of charge)', 'Pannendienst (kostenfrei)', 'Application "Road Side Assistance"', 'Anwendung „Pannendienst“'),
    ('tunerFree', 'permission', true, false, false, null, 'free', 'Tuner application (free of charge)', 'Tuner-Anwendung (kostenfrei)', 'Tuner application', 'Tuner-Anwendung'),
    ('bookTickets', 'permission', true, false, false, null, null, 'Booking of access tickets', 'Tickets buchen', 'Buying of tickets', 'Kaufen von Tickets'),
    ('ecuValidation', 'permission', true, false, false, null, 'charged', 'ECU Validation', 'ECU Validation', 'Files marked "ECU Validation users only"', 'Dateien nur für ECU-Validation-Nutzer'),
    ('serviceHistory', 'permission', true, false, true, null, 'free', 'Service history', 'Service-Historie', 'Application "Service history"', 'Anwendung „Service-Historie“'),
    ('ista', 'permission', true, false, false, null, 'charged', 'ISTA workshop system', 'ISTA', 'Application ISTA', 'Anwendung ISTA'),
    ('programmingESeries', 'permission', true, false, false, 'car', 'charged', 'E series programming', 'Programmierung E-Baureihen', 'Programming of the E series', 'Programmierung der E-Baureihen'),
    ('partsCatalogueCar', 'permission', true, false, false, 'car', 'free', 'Electronic Parts Catalogue - passenger car', 'ETK Pkw', 'Parts catalogue of cars', 'Teilekatalog für Pkw'),
    ('partsCatalogueMotorcycle', 'permission', true, false, false, null, 'free', 'Electronic Parts Catalogue - motorcycle', 'ETK Motorrad', 'Parts catalogue of motorcycles', 'Teilekatalog für Motorräder'),
    ('stateOfCharge', 'permission', true, false, false, 'car', 'free', 'State of charge', 'Ladezustand', 'Application "State of charge"', 'Anwendung „Ladezustand“'),
    ('commercialServiceData', 'permission', true, false, false, null, 'free', 'Commercial Service Data', 'Kaufmännische Servicedaten', 'Application "Commercial Service Data"', 'Anwendung „Kaufmännische Servicedaten“'),
    ('faultCodes', 'permission', true, false, false, null, 'free', 'Emission-relevant fault codes', 'Abgasrelevante Fehlercodes', 'Application "P-Code"', 'Anwendung „P-Code“'),
    ('keyReader', 'permission', true, false, false, null, 'free', 'KeyReader', 'KeyReader', 'Application KeyReader', 'Anwendung KeyReader'),
    ('technicalCampaigns', 'permission', true, false, false, null, 'free', 'Technical campaigns', 'Technische Aktionen', 'Application "Technical campaigns"', 'Anwendung „Technische Aktionen“'),
    ('workshopEquipment', 'permission', true, false, false, null, 'free', 'Workshop equipment', 'Werkstattausrüstung', 'Application "Workshop equipment"', 'Anwendung „Werkstattausrüstung“'),
    ('technicalApplications', 'permission', true, false, false, null, 'free', 'Technical applications', 'Technische Anwendungen', 'Technical applications', 'Technische Anwendungen'),
    ('irapNext', 'permission', true, false, false, null, 'free', 'IRAP Next', 'IRAP Next', 'Application IRAP Next', 'Anwendung IRAP Next'),
    ('rdcTool', 'permission', true, false, false, null, 'free', 'RDC Tool', 'RDC Tool', 'Application RDC Tool', 'Anwendung RDC Tool'),
    ('partslink24', 'permission', true, false, false, null, 'free', 'partslink24', 'partslink24', 'Application partslink24', 'Anwendung partslink24'),
    ('hddUpdate', 'permission', true, false, false, null, 'free', 'HDD Update', 'HDD Update', 'Application HDD Update', 'Anwendung HDD Update'),
    ('ptiData', 'permission', true, false, false, null, 'free', 'PTI Data', 'PTI-Daten', 'Application "PTI Data"', 'Anwendung „PTI-Daten“'),
    ('connectedRmiServices', 'permission', true, false, false, null, 'free', 'Connected RMI Services Administration', 'Verwaltung Connected RMI Services', 'Application of this name', 'Anwendung dieses Namens'),
    ('rmiData', 'permission', true, false, false, null, 'charged', 'RMI data', 'RMI-Daten', 'Downloads of RMI data', 'Download von RMI-Daten'),
    ('apiClients', 'permission', true, false, false, null, null, 'API clients', 'API-Clients', 'Registering and managing API clients', 'Anlegen und Verwalten von API-Clients'),
    ('apiRepairMaintenance', 'product', false, false, true, null, null, 'Repair & Maintenance', 'Reparatur & Wartung', 'API product', 'API-Produkt'),
    ('apiFlatRates', 'product', false, false, true, null, null, 'Flat Rates', 'Richtzeiten', 'API product', 'API-Produkt'),
    ('apiCampaigns', 'product', false, false, true, null, null, 'Technical Campaign & Map Status', 'Technische Aktionen & Kartenstand', 'API product', 'API-Produkt'),
    ('apiParts', 'product', false, false, true, null, null, 'Parts Information', 'Teileinformation', 'API product', 'API-Produkt');

update identity.rights set opens_en = 'API product', opens_de = 'API-Produkt' where code = 'apiVehicleIdentification';

insert into identity.rights (code, kind, delegable, machine, name_en, name_de) values
    ('registrations.administer', 'staff', true, true, 'Check registrations', 'Registrierungen prüfen'),
    ('organisations.administer', 'staff', true, true, 'Administer organisations', 'Organisationen verwalten'),
    ('permissions.administer', 'staff', true, true, 'Administer permissions', 'Berechtigungen verwalten'),
    ('applications.decide', 'staff', true, true, 'Decide API applications', 'API-Anträge entscheiden'),
    ('content.administer', 'staff', true, true, 'Administer contents', 'Inhalte verwalten');
