-- On what the use of a person's data rests. Texts and arrangements are the network's; the ledger is the desk's.
create table notice_text (
  network_id uuid not null references network,
  kind text collate "C" not null,
  version integer not null check (version > 0),
  language text collate "C" not null,
  heading text not null,
  wording text not null,
  reviewed boolean not null,
  from_day date not null,
  written_in uuid not null references desk,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (network_id, kind, version, language)
);
comment on table notice_text is 'Information notices and texts of consent, in clear: they are public. Never edited; a next version follows.';

-- The writing desk is in the key: an id that a client made never meets one of another desk.
create table arrangement (
  network_id uuid not null references network,
  written_in uuid not null references desk,
  id uuid not null,
  kind text collate "C" not null check (kind in ('autonomous', 'joint', 'processor')),
  from_bodies uuid[] not null,
  to_bodies uuid[] not null,
  purposes text[] collate "C" not null,
  basis text collate "C",
  from_day date not null,
  until_day date,
  reference text not null,
  essence text not null,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (network_id, written_in, id)
);
comment on table arrangement is 'What stands between bodies that share data: autonomous or joint controllers, processors. Names no person.';

create table arrangement_end (
  network_id uuid not null references network,
  written_in uuid not null,
  arrangement_id uuid not null,
  day date not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (network_id, written_in, arrangement_id),
  foreign key (network_id, written_in, arrangement_id) references arrangement (network_id, written_in, id)
);
comment on table arrangement_end is 'An arrangement ended before its time, by the desk that had recorded it.';

-- Texts and bodies are looked up by the application before a row names them: they are never deleted, and a foreign key could
-- not carry the desk.
create table legal_ground (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  kind text collate "C" not null,
  special text collate "C",
  purpose text collate "C" not null,
  recipient text collate "C" not null check (recipient in ('own-desk', 'body', 'outside')),
  body_id uuid,
  scopes text[] collate "C" not null,
  notice_kind text collate "C",
  notice_version integer,
  notice_language text collate "C",
  how text collate "C",
  from_day date not null,
  until_day date,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id),
  check ((recipient = 'body') = (body_id is not null)),
  check (num_nulls(notice_kind, notice_version, notice_language) in (0, 3))
);
comment on table legal_ground is 'Ledger of legal grounds (base giuridica), append-only. Who was there, the task and a body outside stand sealed.';
create index legal_ground_of_person on legal_ground (desk_id, person_id);

create table legal_ground_end (
  desk_id uuid not null references desk,
  ground_id uuid not null,
  day date not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, ground_id),
  foreign key (desk_id, ground_id) references legal_ground (desk_id, id)
);
comment on table legal_ground_end is 'A consent withdrawn or another ground ended: one row, once. The reason is sealed.';

create table restriction (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  reason text collate "C" not null,
  from_day date not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table restriction is 'The use of a person''s data is restricted (art. 18 GDPR). What was said is sealed.';
create index restriction_of_person on restriction (desk_id, person_id);

create table restriction_end (
  desk_id uuid not null references desk,
  restriction_id uuid not null,
  day date not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, restriction_id),
  foreign key (desk_id, restriction_id) references restriction (desk_id, id)
);
comment on table restriction_end is 'A restriction lifted: one row, once. The reason is sealed.';

create table person_export (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  language text collate "C" not null,
  withheld text[] collate "C" not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table person_export is 'What a person was given on request (art. 15 GDPR): when, and what was withheld, with the reason sealed. The file is not kept.';
create index export_of_person on person_export (desk_id, person_id);

do $$
declare
  t text;
  network constant text := '(network_id = nullif(current_setting(''varco.network'', true), '''')::uuid)';
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['notice_text', 'arrangement', 'arrangement_end'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy network_rows on %I for select to varco_app using %s', t, network);
    execute format('create policy network_inserts on %I for insert to varco_app with check %s', t, network);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  foreach t in array array['legal_ground', 'legal_ground_end', 'restriction', 'restriction_end', 'person_export'] loop
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
end $$;
