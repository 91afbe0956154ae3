-- Desks for trying out: filled with invented data and emptied again, beside real desks of a real installation.
alter table desk add column tryout boolean not null default false;
comment on column desk.tryout is 'A desk for trying out (sportello di prova): invented data only, may be emptied. Figures over several desks leave it out.';

-- The mark is given when a desk is made and never after: no desk with records becomes one that may be emptied, and nothing
-- invented becomes a record.
create function tryout_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a desk is for trying out from its beginning or never' using errcode = 'check_violation';
end $$;
create trigger tryout_stays before update on desk for each row
  when (old.tryout is distinct from new.tryout) execute function tryout_stays();

-- A programme gives account of its targets: a desk for trying out has none.
create function tryout_has_no_target() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select 1 from public.desk where id = new.desk_id and tryout) then
    raise exception 'a desk for trying out has no target' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tryout_has_no_target before insert or update on target for each row execute function tryout_has_no_target();

-- Records are deleted in desks for trying out and nowhere else, whatever the application asks for.
-- Also for a role that was given the application's rights; not for the database's own administrator.
create function only_tryout_is_emptied() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select 1 from pg_roles where rolname = current_user and not rolsuper and pg_has_role(oid, 'varco_app', 'member'))
    and exists (select 1 from gone where not exists (select 1 from public.desk where desk.id = gone.desk_id and desk.tryout)) then
    raise exception 'records of this desk are not deleted' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['person', 'contact', 'care_case', 'service_delivered', 'case_note', 'case_event', 'import_run',
    'import_person', 'made', 'outbox'] loop
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant delete on %I to varco_app', t);
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', t);
  end loop;
end $$;

-- A row stays the row of its desk: none is moved into a desk where it could be deleted.
create function row_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a row of % stays in its desk', tg_table_name using errcode = 'insufficient_privilege';
end $$;
do $$
declare
  t record;
begin
  for t in
    select c.oid::regclass as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'desk_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_any_column_privilege('varco_app', c.oid, 'update')
  loop
    execute format('create trigger row_stays before update on %s for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t.name);
  end loop;
end $$;
