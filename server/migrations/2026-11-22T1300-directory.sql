-- The directory of a network: services, people to call, agreements. No worker stands here. Read by every desk of the
-- network, written inside the desk that keeps the entry. The column of that desk is not called desk_id: the rows are shared.
alter table organisation add unique (network_id, id);
alter table desk add unique (network_id, id);

create table service (
  network_id uuid not null references network,
  id uuid not null,
  organisation_id uuid not null,
  at_desk uuid,
  tended_by uuid not null,
  state text collate "C" not null check (state in ('live', 'retired')),
  name text not null,
  area text not null,
  facts jsonb not null,
  capacity_free integer,
  capacity_total integer,
  capacity_at timestamptz,
  assured_on date not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text collate "C" not null,
  primary key (network_id, id),
  foreign key (network_id, organisation_id) references organisation (network_id, id),
  foreign key (network_id, at_desk) references desk (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id),
  check ((capacity_at is null) = (capacity_free is null and capacity_total is null)),
  check (capacity_free >= 0 and capacity_total >= 0)
);
comment on table service is 'An entry of the network''s directory (servizio): at_desk answers for it (null: a body without an account), tended_by keeps it true.';

create table service_version (
  network_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  tended_by uuid not null,
  at timestamptz not null,
  by_desk uuid not null,
  actor text collate "C" not null,
  act text collate "C" not null,
  changed text[] collate "C" not null,
  state jsonb not null,
  primary key (network_id, id),
  foreign key (network_id, service_id) references service (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id),
  foreign key (network_id, by_desk) references desk (network_id, id)
);
comment on table service_version is 'Every state that an entry of the directory ever had: who, when, what changed. Without the people to call.';
create index version_of_service on service_version (network_id, service_id, id);

create table service_proposal (
  network_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  is_new boolean not null,
  from_desk uuid not null,
  tended_by uuid not null,
  entry jsonb not null,
  changed text[] collate "C" not null,
  why text not null,
  state text collate "C" not null check (state in ('waiting', 'approved', 'changed', 'declined')),
  reason text not null default '',
  proposed_by text collate "C" not null,
  proposed_at timestamptz not null,
  decided_by text collate "C",
  decided_at timestamptz,
  primary key (network_id, id),
  foreign key (network_id, from_desk) references desk (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id),
  check ((state = 'waiting') = (decided_at is null))
);
comment on table service_proposal is 'An entry or a change that a desk proposes; it waits for the desk that keeps the entry, and both read the answer.';
create index proposal_waiting on service_proposal (network_id, tended_by, state);

create table service_call (
  network_id uuid not null,
  service_id uuid not null,
  no integer not null,
  tended_by uuid not null,
  name text not null,
  part text not null,
  phone text not null,
  mail text not null,
  primary key (network_id, service_id, no),
  foreign key (network_id, service_id) references service (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id)
);
comment on table service_call is 'Whom colleagues of the network call at a service: at work, never at home. Never leaves the network.';

create table agreement (
  network_id uuid not null references network,
  id uuid not null,
  tended_by uuid not null,
  title text not null,
  kind text collate "C" not null,
  from_day date not null,
  until_day date,
  parties jsonb not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by text collate "C" not null,
  primary key (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id),
  check (until_day is null or from_day <= until_day)
);
comment on table agreement is 'What bodies of a network agreed on (accordo): since when, until when, what each does.';

create table service_note (
  desk_id uuid not null references desk,
  service_id uuid not null,
  network_id uuid not null,
  words bytea not null,
  changed_at timestamptz not null,
  changed_by text collate "C" not null,
  version integer not null default 1,
  primary key (desk_id, service_id),
  constraint service_note_of_service foreign key (network_id, service_id) references service (network_id, id)
);
comment on table service_note is 'A desk''s own note about a service, sealed: no other desk reads it.';

do $$
declare
  t text;
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  kept constant text := format('(%s and tended_by = %s)', network, desk);
  here constant text := format('(desk_id = %s)', desk);
begin
  foreach t in array array['service', 'service_version', 'service_proposal', 'service_call', 'agreement', 'service_note'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  foreach t in array array['service', 'service_version', 'service_call', 'agreement'] loop
    execute format('create policy network_rows on %I for select to varco_app using (%s)', t, network);
    execute format('create policy keeper_inserts on %I for insert to varco_app with check %s', t, kept);
  end loop;
  foreach t in array array['service', 'agreement', 'service_proposal'] loop
    execute format('create policy keeper_updates on %I for update to varco_app using %s with check %s', t, kept, kept);
    execute format('grant update on %I to varco_app', t);
  end loop;
  execute format('create policy keeper_deletes on service_call for delete to varco_app using %s', kept);
  grant delete on service_call to varco_app;
  execute format('create policy both_read on service_proposal for select to varco_app using (%s and (from_desk = %s or tended_by = %s))',
    network, desk, desk);
  execute format('create policy desk_proposes on service_proposal for insert to varco_app with check (%s and from_desk = %s)', network, desk);
  execute format('create policy desk_reads on service_note for select to varco_app using %s', here);
  execute format('create policy desk_inserts on service_note for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on service_note for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on service_note for delete to varco_app using %s', here);
  grant update, delete on service_note to varco_app;
  -- A body that nobody had written down comes with the first of its services.
  execute format('create policy network_inserts on organisation for insert to varco_app with check (%s)', network);
  grant insert on organisation to varco_app;
end $$;
create trigger only_tryout_is_emptied after delete on service_note referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger row_stays before update on service_note for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();

-- What a desk for trying out invents is nothing that others should find.
create function tryout_tells_nobody() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  desk uuid;
begin
  execute format('select ($1).%I', tg_argv[0]) using new into desk;
  if exists (select 1 from public.desk d where d.id = desk and d.tryout) then
    raise exception 'a desk for trying out writes nothing in the directory' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger tryout_tells_nobody before insert on service for each row execute function tryout_tells_nobody('tended_by');
create trigger tryout_tells_nobody before insert on agreement for each row execute function tryout_tells_nobody('tended_by');
create trigger tryout_tells_nobody before insert on service_proposal for each row execute function tryout_tells_nobody('from_desk');
