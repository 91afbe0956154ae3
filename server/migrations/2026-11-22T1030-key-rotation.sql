-- New keys while the server runs. Values are sealed anew by the application role, desk by desk, under the row policies; the
-- platform role wraps the keys anew and takes away those that nothing needs, and never sees a value.
create policy platform_rewraps on data_key for update to varco_platform using (true) with check (true);
grant update (master, wrapped) on data_key to varco_platform;
create policy platform_retires on data_key for delete to varco_platform using (purpose = 'seal');
grant delete on data_key to varco_platform;

-- What is otherwise never changed may be sealed anew, and in no other way: the same length, under a newer key.
create function refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a row of % can only be sealed anew', tg_table_name;
end $$;
do $$
declare
  said record;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  for said in select * from (values ('case_event', 'words'), ('import_part', 'bytes'), ('import_error', 'about')) as s (t, c) loop
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', said.t, here, here);
    execute format('grant update (%I) on %I to varco_app', said.c, said.t);
    execute format('create trigger only_sealed_anew before update on %1$I for each row
      when (length(new.%2$I) <> length(old.%2$I) or substring(new.%2$I from 2 for 4) <= substring(old.%2$I from 2 for 4))
      execute function refuse_change()', said.t, said.c);
  end loop;
end $$;

-- An update that changes no figure (a value sealed anew, a note put right) leaves no rows in the tally.
create or replace function tally_contacts() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, count(*)
    from fresh where withdrawn_at is null group by 1, 2, 4, 5;
  elsif tg_op = 'DELETE' then
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, -count(*)
    from gone where withdrawn_at is null group by 1, 2, 4, 5;
  else
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, sum(n) from (
      select desk_id, day, sex, citizenship, -1 as n from gone where withdrawn_at is null
      union all select desk_id, day, sex, citizenship, 1 from fresh where withdrawn_at is null) as moved
    group by 1, 2, 4, 5 having sum(n) <> 0;
  end if;
  return null;
end $$;
