-- Kind of the vehicles of a brand; null for both.
alter table vehicle_identification.brands add column vehicle_kind text collate "C" null;
