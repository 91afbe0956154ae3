-- Files of persons and of cases beside registers of contacts; columns matched by hand and remembered.
alter table import_run add column kind text collate "C" not null default 'contacts' check (kind in ('contacts', 'persons', 'cases'));

create table import_heading (
  desk_id uuid not null references desk,
  kind text collate "C" not null,
  tag bytea not null,
  field text collate "C",
  primary key (desk_id, kind, tag)
);
comment on table import_heading is 'What a heading was taken for by hand (null: not read). The heading itself is a keyed digest: it may hold a name by mistake.';

create table import_person (
  desk_id uuid not null references desk,
  tag bytea not null,
  person_id uuid not null,
  primary key (desk_id, tag),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table import_person is 'Which person a row of an imported file is: by the number of its source or by the whole row, keyed.';

create table import_doubt (
  desk_id uuid not null references desk,
  id uuid not null,
  import_id uuid not null,
  tag bytea not null,
  row integer not null,
  about bytea not null,
  primary key (desk_id, id),
  unique (desk_id, tag),
  foreign key (desk_id, import_id) references import_run (desk_id, id)
);
comment on table import_doubt is 'A row that looks like somebody the desk knows, sealed, until a person says who it is.';
create index import_doubt_of_run on import_doubt (desk_id, import_id, row);

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['import_heading', 'import_person', 'import_doubt'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  foreach t in array array['import_heading', 'import_doubt'] loop
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant delete on %I to varco_app', t);
  end loop;
  execute format('create policy desk_updates on import_heading for update to varco_app using %s with check %s', here, here);
  grant update on import_heading to varco_app;
  -- A row that waits may be sealed anew under a newer key, and in no other way.
  execute format('create policy desk_updates on import_doubt for update to varco_app using %s with check %s', here, here);
  grant update (about) on import_doubt to varco_app;
  create trigger only_sealed_anew before update on import_doubt for each row execute function only_sealed_anew('about');
end $$;
