-- The diary of working hours of a case: one row for each entry, and one for each that was taken back. Which days and hours,
-- for whom, who said so and which entry is taken back stand sealed: a row says only that somebody wrote in the diary of a case,
-- and as which line.
create table worktime_entry (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, case_id, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table worktime_entry is 'An entry of the diary of working hours (orari di lavoro) or that one was taken back, sealed; never changed, on one day a later number holds.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table worktime_entry enable row level security;
  alter table worktime_entry force row level security;
  execute format('create policy desk_reads on worktime_entry for select to varco_app using %s', here);
  execute format('create policy desk_inserts on worktime_entry for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on worktime_entry for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on worktime_entry for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on worktime_entry to varco_app;
create trigger only_sealed_anew before update on worktime_entry for each row execute function only_sealed_anew('words');
create trigger row_stays before update on worktime_entry for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on worktime_entry referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on worktime_entry for each row execute function not_of_erased();
