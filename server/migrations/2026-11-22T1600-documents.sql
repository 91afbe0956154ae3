-- How the documents of a person stand, one row for each time that somebody recorded it. Of which document stands in clear; whether
-- it is there, until when, its number and what was noted are sealed.
create table document_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  document text collate "C" not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, person_id, document, no),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table document_fact is 'How a document of a person stands (documenti), append-only: the highest number of a document holds. State, last day, number and note are sealed.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table document_fact enable row level security;
  alter table document_fact force row level security;
  execute format('create policy desk_reads on document_fact for select to varco_app using %s', here);
  execute format('create policy desk_inserts on document_fact for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on document_fact for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on document_fact for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on document_fact to varco_app;
create trigger only_sealed_anew before update on document_fact for each row execute function only_sealed_anew('words');
create trigger row_stays before update on document_fact for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on document_fact referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on document_fact for each row execute function not_of_erased();
