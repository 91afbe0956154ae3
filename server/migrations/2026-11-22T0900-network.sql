-- Networks, bodies, desks: no person stands here. Read by members of a desk in that network, written by the platform role.
create table network (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  demo boolean not null default false
);
comment on table network is 'A programme network (rete), such as InLav Lombardia.';

create table organisation (
  id uuid primary key,
  network_id uuid not null references network,
  code text collate "C" not null,
  name text not null,
  kind text not null,
  unique (network_id, code)
);
comment on table organisation is 'A legal body (ente): the data controller.';

create table desk (
  id uuid primary key,
  network_id uuid not null references network,
  organisation_id uuid not null references organisation,
  code text collate "C" not null unique,
  name text not null,
  kind text not null,
  area text
);
comment on table desk is 'A team that keeps its own records under one controller (sportello, unità, presidio): the tenant.';

create table programme (
  id uuid primary key,
  network_id uuid not null references network,
  code text collate "C" not null,
  name text not null,
  from_day date not null,
  to_day date not null,
  unique (network_id, code)
);
comment on table programme is 'A funded programme with its period.';

create table programme_requirement (
  programme_id uuid not null references programme,
  code text collate "C" not null,
  valid_from date not null,
  valid_until date,
  source text not null,
  checked_on date not null,
  primary key (programme_id, code, valid_from)
);
comment on table programme_requirement is 'Who a programme is for, as data with its source: shown, never a gate.';

do $$
declare t text;
begin
  foreach t in array array['network', 'organisation', 'desk', 'programme'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to varco_platform using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to varco_platform', t);
    execute format('grant select on %I to varco_app', t);
  end loop;
  foreach t in array array['organisation', 'desk', 'programme'] loop
    execute format('create policy network_rows on %I for select to varco_app using (network_id = nullif(current_setting(''varco.network'', true), '''')::uuid)', t);
  end loop;
end $$;
create policy network_rows on network for select to varco_app using (id = nullif(current_setting('varco.network', true), '')::uuid);
alter table programme_requirement enable row level security;
alter table programme_requirement force row level security;
create policy platform_all on programme_requirement to varco_platform using (true) with check (true);
create policy everyone_reads on programme_requirement for select to varco_app using (true);
grant select, insert, update on programme_requirement to varco_platform;
grant select on programme_requirement to varco_app;
