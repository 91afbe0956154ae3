-- Files inside a referral: one copy for each of the two desks, sealed with its key, carried by a job.
create table referral_file (
  desk_id uuid not null references desk,
  id uuid not null,
  referral_id uuid not null,
  from_desk uuid not null,
  about bytea not null,
  size integer not null check (size between 1 and 10485760),
  by text collate "C" not null,
  at timestamptz not null,
  taken_at timestamptz,
  arrived_at timestamptz,
  primary key (desk_id, id),
  check (arrived_at is null or taken_at is not null)
);
comment on table referral_file is 'A file that two desks share in a referral; its name and kind are sealed. taken_at: it is being taken to the other desk, and is not taken back any more; arrived_at: it is there. In the other desk''s row "by" says "desk".';
create index file_of_referral on referral_file (desk_id, referral_id);

create table referral_file_part (
  desk_id uuid not null references desk,
  file_id uuid not null,
  no integer not null check (no >= 0),
  bytes bytea not null check (length(bytes) <= 1048576 + 64),
  primary key (desk_id, file_id, no),
  foreign key (desk_id, file_id) references referral_file (desk_id, id)
);
comment on table referral_file_part is 'The bytes of a file in a referral, a megabyte a row, sealed once for each desk.';

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['referral_file', 'referral_file_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant select, insert, delete on %I to varco_app', t);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
  end loop;
end $$;
grant update (about, taken_at, arrived_at) on referral_file to varco_app;
grant update (bytes) on referral_file_part to varco_app;
create trigger only_sealed_anew before update on referral_file for each row
  when (old.about is distinct from new.about) execute function only_sealed_anew('about');
create trigger only_sealed_anew before update on referral_file_part for each row execute function only_sealed_anew('bytes');

-- The rules once more: a desk of the referral sends while it is accepted or under way, twenty at most; a copy comes from the
-- other desk, after the yes. Where no desk receives there are no files.
create function referral_file_begins() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  r public.referral%rowtype;
begin
  select * into r from public.referral
    where network_id = nullif(current_setting('varco.network', true), '')::uuid and id = new.referral_id;
  if new.from_desk in (r.from_desk, r.to_desk) and new.desk_id in (r.from_desk, r.to_desk) and r.to_desk is not null then
    if new.from_desk = new.desk_id and new.taken_at is null and r.state in ('accepted', 'in-progress') and (
        select count(*) from public.referral_file f
        where f.desk_id = new.desk_id and f.referral_id = new.referral_id and f.from_desk = new.from_desk) < 20 then
      return new;
    end if;
    if new.from_desk <> new.desk_id and new."by" = 'desk' and new.arrived_at is not null
        and r.state in ('accepted', 'in-progress', 'done', 'interrupted') then
      return new;
    end if;
  end if;
  raise exception 'a file does not go this way' using errcode = 'check_violation';
end $$;
create trigger referral_file_begins before insert on referral_file for each row execute function referral_file_begins();

-- No more parts than the file has bytes for: what is whole stays as it is.
create function referral_file_fits() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  f public.referral_file%rowtype;
begin
  select * into f from public.referral_file where desk_id = new.desk_id and id = new.file_id;
  if new.no * 1048576 < f.size then
    -- Of a file whose person was erased meanwhile nothing is kept.
    if length(f.about) = 0 then
      new.bytes := '';
    end if;
    return new;
  end if;
  raise exception 'a part is no part of its file' using errcode = 'check_violation';
end $$;
create trigger referral_file_fits before insert on referral_file_part for each row execute function referral_file_fits();

-- On its way once, there once; of a copy neither is said again.
create function referral_file_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.from_desk = old.desk_id
    and (old.taken_at is null or new.taken_at = old.taken_at) and (old.arrived_at is null or new.arrived_at = old.arrived_at) then
    return new;
  end if;
  raise exception 'a file that went stays where it is' using errcode = 'insufficient_privilege';
end $$;
create trigger referral_file_moves before update on referral_file for each row
  when ((old.taken_at, old.arrived_at) is distinct from (new.taken_at, new.arrived_at)) execute function referral_file_moves();

-- What the other desk has, or may have, is not taken back.
create function only_untaken_goes() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (
    select 1 from public.referral_file f
    where f.desk_id = old.desk_id and f.id = (to_jsonb(old) ->> tg_argv[0])::uuid and f.taken_at is not null) then
    raise exception 'a file that went stays where it is' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger only_untaken_goes before delete on referral_file for each row execute function only_untaken_goes('id');
create trigger only_untaken_goes before delete on referral_file_part for each row execute function only_untaken_goes('file_id');

-- As it was, and: files of a referral are about whom the referral is about.
create or replace function person_of_row(tab text, r jsonb) returns uuid language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  desk constant uuid := r ->> 'desk_id';
  of_referral constant uuid := case
    when tab in ('referral_copy', 'referral_message', 'referral_appointment', 'referral_file') then (r ->> 'referral_id')::uuid
    when tab in ('referral_file_part')
      then (select f.referral_id from public.referral_file f where f.desk_id = desk and f.id = (r ->> 'file_id')::uuid)
  end;
begin
  return case
    when tab in ('person') then (r ->> 'id')::uuid
    when tab in ('contact', 'care_case', 'legal_ground', 'restriction', 'person_export', 'referral_origin', 'erasure', 'erasure_end')
      then (r ->> 'person_id')::uuid
    when tab in ('service_delivered', 'case_note', 'case_event')
      then (select k.person_id from public.care_case k where k.desk_id = desk and k.id = (r ->> 'case_id')::uuid)
    when tab in ('legal_ground_end', 'ground_signature')
      then (select g.person_id from public.legal_ground g where g.desk_id = desk and g.id = (r ->> 'ground_id')::uuid)
    when tab in ('restriction_end')
      then (select x.person_id from public.restriction x where x.desk_id = desk and x.id = (r ->> 'restriction_id')::uuid)
    when of_referral is not null
      then coalesce(
        (select o.person_id from public.referral_origin o where o.desk_id = desk and o.referral_id = of_referral),
        (select k.person_id from public.referral_case t join public.care_case k on k.desk_id = t.desk_id and k.id = t.case_id
          where t.desk_id = desk and t.referral_id = of_referral))
    when tab in ('glass_words')
      then (select k.person_id from public.glass g join public.care_case k on k.desk_id = g.owner_desk and k.id = g.case_id
        where g.owner_desk = desk and g.id = (r ->> 'glass_id')::uuid)
  end;
end $$;

-- Of who was erased nothing more is sent; what the other desk sends back comes without its name and bytes.
create function file_of_erased() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  subject constant uuid := public.person_of_row(tg_table_name, to_jsonb(new));
begin
  if subject is null then
    return new;
  end if;
  perform 1 from public.person p where p.desk_id = new.desk_id and p.id = subject for key share;
  if not public.is_erased(new.desk_id, subject) then
    return new;
  end if;
  if new.from_desk <> new.desk_id then
    new.about := '';
    return new;
  end if;
  raise exception 'the data of this person were erased' using errcode = 'VE001';
end $$;
create trigger file_of_erased before insert on referral_file for each row execute function file_of_erased();
