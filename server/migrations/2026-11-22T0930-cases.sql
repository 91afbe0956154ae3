create table care_case (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  contact_id uuid,
  state text collate "C" not null check (state in ('open', 'closed')),
  opened_on date not null,
  closed_on date,
  outcome text collate "C",
  profile text collate "C" not null,
  stay_document text collate "C" not null,
  sector text collate "C" not null,
  work_form text collate "C" not null,
  needs text[] collate "C" not null,
  legal_basis text collate "C" not null,
  last_activity date not null,
  opened_by text collate "C" not null,
  opened_at timestamptz not null,
  version integer not null default 1,
  source_tag bytea,
  primary key (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id),
  foreign key (desk_id, contact_id) references contact (desk_id, id),
  unique (desk_id, source_tag),
  check ((state = 'closed') = (closed_on is not null and outcome is not null))
);
comment on table care_case is 'What a desk does with and for a person (presa in carico).';
create index care_case_activity on care_case (desk_id, state, last_activity desc, id desc);
create index care_case_opened on care_case (desk_id, opened_on desc, id desc);
create index care_case_of_person on care_case (desk_id, person_id);

create table case_follower (
  desk_id uuid not null references desk,
  case_id uuid not null,
  account_id uuid not null,
  role text collate "C" not null,
  since date not null,
  primary key (desk_id, case_id, account_id),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table case_follower is 'Who follows a case now; the past stands in case_event.';
create index case_follower_of_account on case_follower (desk_id, account_id);

create table service_delivered (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  day date not null,
  kind text collate "C" not null,
  words bytea not null,
  by text collate "C" not null,
  noted_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table service_delivered is 'A service delivered (servizio erogato); its text is sealed.';
create index service_of_case on service_delivered (desk_id, case_id, day);

create table case_note (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  day date not null,
  kind text collate "C" not null,
  words bytea not null,
  by text collate "C" not null,
  written_at timestamptz not null,
  changed_at timestamptz,
  version integer not null default 1,
  primary key (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table case_note is 'A note on a case, sealed.';
create index note_of_case on case_note (desk_id, case_id, day);

create table case_event (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  actor text collate "C" not null,
  act text collate "C" not null,
  words bytea not null,
  primary key (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table case_event is 'What happened to the case itself: opened, closed, reopened, given to somebody. Reason or person sealed.';
create index event_of_case on case_event (desk_id, case_id, at);

create table target (
  desk_id uuid not null references desk,
  programme_id uuid not null references programme,
  measure text collate "C" not null check (measure in ('intercepted', 'takenInCharge')),
  from_day date not null,
  to_day date not null,
  least integer not null,
  most integer not null,
  primary key (desk_id, programme_id, measure, from_day),
  check (least <= most and from_day <= to_day)
);
comment on table target is 'Target range of a desk in a programme and period: data, never code.';
alter table target enable row level security;
alter table target force row level security;
create policy platform_all on target to varco_platform using (true) with check (true);
create policy desk_reads on target for select to varco_app using (desk_id = nullif(current_setting('varco.desk', true), '')::uuid);
grant select, insert, update on target to varco_platform;
grant select on target to varco_app;

-- Records of persons: the application role alone, inside its desk. Nothing here is deleted but tags, followers and parts of an uploaded file.
do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['person', 'person_tag', 'contact', 'import_run', 'import_part', 'import_error',
    'care_case', 'case_follower', 'service_delivered', 'case_note', 'case_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  foreach t in array array['person', 'contact', 'import_run', 'care_case', 'case_follower', 'service_delivered', 'case_note'] loop
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('grant update on %I to varco_app', t);
  end loop;
  foreach t in array array['person_tag', 'import_part', 'import_error', 'case_follower'] loop
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant delete on %I to varco_app', t);
  end loop;
end $$;
