-- What a desk wrote in the graph of documents: one row for each time, append-only, sealed. Of which document stands in clear: a code of
-- the product's, or the id of one of the desk's own. The number is that of all its edits, in the order in which they were written.
create table document_edit (
  desk_id uuid not null references desk,
  id uuid not null,
  document text collate "C" not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, no)
);
comment on table document_edit is 'An edit of a desk in the graph of documents (modifica locale), append-only: the highest number of a document holds. It names no person.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table document_edit enable row level security;
  alter table document_edit force row level security;
  execute format('create policy desk_reads on document_edit for select to varco_app using %s', here);
  execute format('create policy desk_inserts on document_edit for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on document_edit for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on document_edit for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on document_edit to varco_app;
create trigger only_sealed_anew before update on document_edit for each row execute function only_sealed_anew('words');
create trigger row_stays before update on document_edit for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on document_edit referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
