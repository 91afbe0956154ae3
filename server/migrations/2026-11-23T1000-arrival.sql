-- How the person of a case came and what was paid for it, and what other bodies decided: one row for each time that somebody wrote
-- of one thing. All that is said is sealed; a row says only that something was written, when and by whom. Decisions of others
-- stand in a table of their own, so that nothing reads or counts them as signs.
create table arrival_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  thing uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, thing, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table arrival_fact is 'A record of how the person of a case came, or of a payment, append-only: the highest number of a thing holds. The arrival is the thing that has the id of its case.';
create index arrival_of_case on arrival_fact (desk_id, case_id);

create table decision_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  thing uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, thing, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table decision_fact is 'A record of what another body decided about the person of a case, append-only: the highest number of a thing holds. No sign, and counted with none.';
create index decision_of_case on decision_fact (desk_id, case_id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['arrival_fact', 'decision_fact'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', tab, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
    execute format('grant select, insert, update (words), delete on %I to varco_app', tab);
    execute format('create trigger only_sealed_anew before update on %I for each row execute function only_sealed_anew(''words'')', tab);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', tab);
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', tab);
    execute format('create trigger not_of_erased before insert on %I for each row execute function not_of_erased()', tab);
  end loop;
end $$;
