-- New keys while the server runs. Values are sealed anew by the application role, desk by desk, under the row policies; the
-- platform role wraps the keys anew and takes away those that nothing needs, and never sees a value.
create policy platform_rewraps on data_key for update to varco_platform using (true) with check (true);
grant update (master, wrapped) on data_key to varco_platform;
create policy platform_retires on data_key for delete to varco_platform using (purpose = 'seal');
grant delete on data_key to varco_platform;

-- The newest key of a desk is never taken away, nor one for tags, and wrapping anew changes the master and nothing else.
create function keys_stay() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'DELETE' and exists (select 1 from public.data_key k
    where k.desk_id = old.desk_id and k.purpose = old.purpose and k.purpose = 'seal' and k.no > old.no) then
    return old;
  elsif tg_op = 'UPDATE' and new.master <> old.master and length(new.wrapped) = length(old.wrapped) then
    return new;
  end if;
  raise exception 'a key that is needed stays as it is' using errcode = 'insufficient_privilege';
end $$;
create trigger keys_stay before update or delete on data_key for each row execute function keys_stay();

-- What is otherwise never changed may be sealed anew, and in no other way: the same length, from an older key to the newest
-- of the desk. Outside of a rotation there is no older one, and nothing passes.
create function only_sealed_anew() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  before bytea;
  after bytea;
  newest bytea;
begin
  execute format('select ($1).%1$I, ($2).%1$I', tg_argv[0]) using old, new into before, after;
  select int4send(max(no)::integer) into newest from public.data_key where desk_id = new.desk_id and purpose = 'seal';
  if length(after) = length(before) and substring(after from 2 for 4) = newest and substring(before from 2 for 4) < newest then
    return new;
  end if;
  raise exception 'a row of % can only be sealed anew', tg_table_name using errcode = 'insufficient_privilege';
end $$;
do $$
declare
  said record;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  for said in select * from (values ('case_event', 'words'), ('import_part', 'bytes'), ('import_error', 'about')) as s (t, c) loop
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', said.t, here, here);
    execute format('grant update (%I) on %I to varco_app', said.c, said.t);
    execute format('create trigger only_sealed_anew before update on %I for each row execute function only_sealed_anew(%L)',
      said.t, said.c);
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
