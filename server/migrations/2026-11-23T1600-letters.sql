-- The letters of a case: one row for each that was made, and one for each that was taken back. Out of which template, in which
-- language, what stands in it and which one is taken back is sealed: a row says only that somebody wrote one, and as which line.
create table case_letter (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, case_id, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table case_letter is 'A letter of a case (lettera) as it was made, or that one was taken back, sealed; never changed.';

-- What a desk wrote of the templates of letters: one row for each version, append-only, sealed. It names no person.
create table letter_template (
  desk_id uuid not null references desk,
  id uuid not null,
  template text collate "C" not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, template, no)
);
comment on table letter_template is 'A version of a desk''s template of a letter (modello di lettera): of one of the product''s, by its code, or of its own, by an id; the highest number holds.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  t text;
begin
  foreach t in array array['case_letter', 'letter_template'] loop
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
create trigger not_of_erased before insert on case_letter for each row execute function not_of_erased();
