-- Appointments that were planned together, as days of one rule, share the id of their series. It stands in clear like their days.
alter table appointment_step add column series_id uuid;
create index appointment_of_series on appointment_step (desk_id, series_id) where series_id is not null;
