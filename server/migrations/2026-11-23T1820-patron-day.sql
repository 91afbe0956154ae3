-- The holiday of the place of a desk (santo patrono): one, changed in its place, day and name sealed like the desk's rooms.
create table patron_day (
  desk_id uuid not null references desk,
  id uuid not null,
  words bytea not null,
  version integer not null check (version > 0),
  primary key (desk_id, id),
  unique (desk_id)
);
comment on table patron_day is 'The holiday of the place of a desk (santo patrono), its day and name sealed; one for each desk.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table patron_day enable row level security;
  alter table patron_day force row level security;
  execute format('create policy desk_reads on patron_day for select to varco_app using %s', here);
  execute format('create policy desk_inserts on patron_day for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on patron_day for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on patron_day for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words, version), delete on patron_day to varco_app;
create trigger row_stays before update on patron_day for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on patron_day referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
