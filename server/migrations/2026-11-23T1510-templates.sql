-- What a desk often agrees with persons of a profile: one row for each version, append-only, sealed. It names no person.
create table pathway_template (
  desk_id uuid not null references desk,
  id uuid not null,
  profile text collate "C" not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, profile, no)
);
comment on table pathway_template is 'A version of a desk''s template of a pathway (modello di percorso); the highest number of a profile holds.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table pathway_template enable row level security;
  alter table pathway_template force row level security;
  execute format('create policy desk_reads on pathway_template for select to varco_app using %s', here);
  execute format('create policy desk_inserts on pathway_template for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on pathway_template for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on pathway_template for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on pathway_template to varco_app;
create trigger only_sealed_anew before update on pathway_template for each row execute function only_sealed_anew('words');
create trigger row_stays before update on pathway_template for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on pathway_template referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
