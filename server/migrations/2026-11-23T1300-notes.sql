-- Notes in depth: who reads one, what stood in it before each correction, and which colleagues it names.
alter table case_note add column visibility text collate "C" not null default 'desk' check (visibility in ('desk', 'legal'));

-- Who may read a version is kept with it: what was written for the legal advisers alone stays so when the note is opened to the desk.
create table note_version (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  note_id uuid not null,
  no integer not null check (no > 0),
  kind text collate "C" not null,
  visibility text collate "C" not null check (visibility in ('desk', 'legal')),
  words bytea not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, note_id, no),
  foreign key (desk_id, note_id) references case_note (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table note_version is 'What stood in a note (nota) before a correction, sealed, append-only; at is when it was written.';
create index note_version_of_case on note_version (desk_id, case_id);

create table note_mention (
  desk_id uuid not null references desk,
  note_id uuid not null,
  account_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (desk_id, note_id, account_id),
  foreign key (desk_id, note_id) references case_note (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table note_mention is 'A colleague who is named in a note (menzione), since when, and when the colleague looked at it.';
create index note_mention_of_case on note_mention (desk_id, case_id);
create index note_mention_unseen on note_mention (desk_id, account_id) where seen_at is null;

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['note_version', 'note_mention'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', tab, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', tab);
  end loop;
end $$;
grant select, insert, update (words), delete on note_version to varco_app;
grant select, insert, update, delete on note_mention to varco_app;
create trigger only_sealed_anew before update on note_version for each row execute function only_sealed_anew('words');
create trigger only_tryout_is_emptied after delete on note_version referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on note_version for each row execute function not_of_erased();
