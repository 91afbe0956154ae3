-- Erasure (art. 17 GDPR): asked by one member, decided by another. Sealed words about the person become nothing, rows and counts stay.
create table erasure (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  ground text collate "C" not null,
  asked_by text collate "C" not null check (asked_by in ('person', 'representative', 'desk')),
  from_day date not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, id, person_id),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table erasure is 'That a person''s data be erased was asked: by whom, on which ground of art. 17(1). What was said is sealed.';
create index erasure_of_person on erasure (desk_id, person_id);

create table erasure_end (
  desk_id uuid not null references desk,
  erasure_id uuid not null,
  person_id uuid not null,
  outcome text collate "C" not null check (outcome in ('done', 'refused')),
  reason text collate "C",
  day date not null,
  counts jsonb not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, erasure_id),
  foreign key (desk_id, erasure_id, person_id) references erasure (desk_id, id, person_id),
  check ((outcome = 'refused') = (reason is not null)),
  check (outcome = 'refused' or words = '')
);
comment on table erasure_end is 'An erasure decided, once: done, with how many values of which kind, or refused with a reason of art. 17(3). What was said is sealed.';
create unique index erased_once on erasure_end (desk_id, person_id) where outcome = 'done';

-- Who asked does not decide, and who decides is a coordinator of the desk: the rules once more.
create function erasure_is_decided() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  asker constant text := (select e."by" from public.erasure e where e.desk_id = new.desk_id and e.id = new.erasure_id);
begin
  if new."by" is distinct from asker
    and exists (select 1 from public.member m where m.desk_id = new.desk_id and 'account:' || m.account_id = asker)
    and exists (
      select 1 from public.member m join public.role_grant g on g.desk_id = m.desk_id and g.account_id = m.account_id
      where m.desk_id = new.desk_id and 'account:' || m.account_id = new."by" and g.role = 'coordinator'
        and (m.until is null or m.until >= (new.at at time zone 'Europe/Rome')::date)) then
    return new;
  end if;
  raise exception 'an erasure is decided by another coordinator' using errcode = 'insufficient_privilege';
end $$;
create trigger erasure_is_decided before insert on erasure_end for each row execute function erasure_is_decided();

create function is_erased(desk uuid, person uuid) returns boolean language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (select 1 from public.erasure_end e where e.desk_id = desk and e.person_id = person and e.outcome = 'done')
$$;

-- The referrals of a person: those that were made, and those from which a case was opened.
create function referrals_of(desk uuid, person uuid) returns setof uuid language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select o.referral_id from public.referral_origin o where o.desk_id = desk and o.person_id = person
  union
  select t.referral_id from public.referral_case t join public.care_case k on k.desk_id = t.desk_id and k.id = t.case_id
    where t.desk_id = desk and k.person_id = person
$$;

create function person_of_referral(desk uuid, referral uuid) returns uuid language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (select o.person_id from public.referral_origin o where o.desk_id = desk and o.referral_id = referral),
    (select k.person_id from public.referral_case t join public.care_case k on k.desk_id = t.desk_id and k.id = t.case_id
      where t.desk_id = desk and t.referral_id = referral))
$$;

-- Whom a draft is about that names a record of any kind; a record that is unknown, or about nobody, is nobody's.
create function person_of_record(desk uuid, record uuid) returns uuid language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (select p.id from public.person p where p.desk_id = desk and p.id = record),
    (select k.person_id from public.care_case k where k.desk_id = desk and k.id = record),
    (select c.person_id from public.contact c where c.desk_id = desk and c.id = record),
    (select k.person_id from public.case_note n join public.care_case k on k.desk_id = n.desk_id and k.id = n.case_id
      where n.desk_id = desk and n.id = record),
    (select k.person_id from public.service_delivered s join public.care_case k on k.desk_id = s.desk_id and k.id = s.case_id
      where s.desk_id = desk and s.id = record),
    (select g.person_id from public.legal_ground g where g.desk_id = desk and g.id = record),
    (select x.person_id from public.restriction x where x.desk_id = desk and x.id = record),
    (select e.person_id from public.erasure e where e.desk_id = desk and e.id = record),
    public.person_of_referral(desk, record))
$$;

-- Whom a row is about. A table that is not named here is about nobody, and none of its values is ever erased.
create function person_of_row(tab text, r jsonb) returns uuid language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  desk constant uuid := r ->> 'desk_id';
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
    when tab in ('referral_copy', 'referral_message', 'referral_appointment')
      then public.person_of_referral(desk, (r ->> 'referral_id')::uuid)
    when tab in ('glass_words')
      then (select k.person_id from public.glass g join public.care_case k on k.desk_id = g.owner_desk and k.id = g.case_id
        where g.owner_desk = desk and g.id = (r ->> 'glass_id')::uuid)
  end;
end $$;

-- A value becomes nothing where its person's erasure was decided, and nowhere else; what is nothing stays so.
create function only_erased_by_decision() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_jsonb(old) ->> tg_argv[0] = '\x' then
    raise exception 'the data of this person were erased' using errcode = 'VE001';
  end if;
  if public.is_erased(new.desk_id, public.person_of_row(tg_table_name, to_jsonb(old))) then
    return new;
  end if;
  raise exception 'a value of % is erased by decision alone', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function only_sealed_anew() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
  if length(after) = 0 and length(before) > 0 and public.is_erased(new.desk_id, public.person_of_row(tg_table_name, to_jsonb(old))) then
    return new;
  end if;
  raise exception 'a row of % can only be sealed anew', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- Nothing new is written about a person who was erased. Whoever writes at the same time waits for the erasure to end, and then
-- sees it. What a desk that received sends back, and what the system notes, comes without its words: it must not fail for ever.
create function not_of_erased() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
  if tg_argv[0] = 'mute' or to_jsonb(new) ->> 'by' = 'system' then
    new.words := '';
    return new;
  end if;
  raise exception 'the data of this person were erased' using errcode = 'VE001';
end $$;

-- A form that is still open somewhere goes on sending what is typed: about who was erased it is not kept.
create function draft_of_erased() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  subject constant uuid := public.person_of_record(new.desk_id, new.record);
begin
  if subject is not null then
    perform 1 from public.person p where p.desk_id = new.desk_id and p.id = subject for key share;
    if public.is_erased(new.desk_id, subject) then
      return null;
    end if;
  end if;
  return new;
end $$;
create trigger draft_of_erased before insert or update on draft for each row execute function draft_of_erased();

do $$
declare
  t text;
  c record;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['erasure', 'erasure_end'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant select, insert, update (words), delete on %I to varco_app', t);
    execute format('create trigger only_sealed_anew before update on %I for each row execute function only_sealed_anew(''words'')', t);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', t);
  end loop;
  for c in select * from (values ('person', 'identity'), ('contact', 'words'), ('service_delivered', 'words'), ('case_note', 'words'),
      ('referral_origin', 'words')) as s (tab, col) loop
    execute format('create trigger only_erased_by_decision before update on %1$I for each row
      when (old.%2$I is distinct from new.%2$I and (length(old.%2$I) = 0 or length(new.%2$I) = 0))
      execute function only_erased_by_decision(%2$L)', c.tab, c.col);
  end loop;
  foreach t in array array['contact', 'care_case', 'case_note', 'service_delivered', 'legal_ground', 'restriction', 'person_export',
    'referral_origin', 'erasure'] loop
    execute format('create trigger not_of_erased before insert on %I for each row execute function not_of_erased()', t);
  end loop;
  foreach t in array array['case_event', 'legal_ground_end', 'restriction_end', 'referral_copy', 'referral_message', 'referral_appointment',
    'glass_words'] loop
    execute format('create trigger not_of_erased before insert on %I for each row execute function not_of_erased(''mute'')', t);
  end loop;
  -- A record that is moved to a person who was erased would take its words with it.
  foreach t in array array['contact', 'care_case'] loop
    execute format('create trigger not_to_erased before update on %I for each row
      when (new.person_id is distinct from old.person_id) execute function not_of_erased()', t);
  end loop;
end $$;
