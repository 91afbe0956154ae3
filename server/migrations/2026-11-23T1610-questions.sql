-- A desk's own questions. In clear stand what is answered (a kind), of what it is asked, its place among the others and when it was
-- begun and retired; its key and its words, which a desk types, are sealed. Each version of the words is a row of its own.
create table question (
  desk_id uuid not null references desk,
  id uuid not null,
  kind text collate "C" not null,
  place text collate "C" not null check (place in ('person', 'case')),
  rank integer not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  retired_by text collate "C",
  retired_at timestamptz,
  primary key (desk_id, id),
  check ((retired_by is null) = (retired_at is null))
);
comment on table question is 'A question that a desk asks of itself (domanda dello sportello); retired, never deleted.';

create table question_version (
  desk_id uuid not null references desk,
  id uuid not null,
  question_id uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, question_id, no),
  foreign key (desk_id, question_id) references question (desk_id, id)
);
comment on table question_version is 'A version of the words of a question, append-only; the highest number holds.';

-- Answers: one row for each time that somebody saved some, of a person or in a case of that person. To which questions they are, and
-- what they say, is sealed.
create table question_answer (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  case_id uuid,
  record uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, record, no),
  check (record = coalesce(case_id, person_id)),
  foreign key (desk_id, person_id) references person (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table question_answer is 'Answers to questions of the desk that were saved together, append-only: of each question the latest holds.';
create index answer_of_person on question_answer (desk_id, person_id);
create index answer_of_case on question_answer (desk_id, case_id) where case_id is not null;

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['question', 'question_version', 'question_answer'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', tab, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', tab);
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', tab);
  end loop;
end $$;
grant select, insert, update (words, rank, retired_by, retired_at), delete on question to varco_app;
grant select, insert, update (words), delete on question_version to varco_app;
grant select, insert, update (words), delete on question_answer to varco_app;
create trigger only_sealed_anew before update on question for each row
  when (old.words is distinct from new.words) execute function only_sealed_anew('words');
create trigger only_sealed_anew before update on question_version for each row execute function only_sealed_anew('words');
create trigger only_sealed_anew before update on question_answer for each row execute function only_sealed_anew('words');
create trigger not_of_erased before insert on question_answer for each row execute function not_of_erased();

-- Retired once and for good.
create function question_stays_retired() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  raise exception 'a question that was retired stays so' using errcode = 'insufficient_privilege';
end $$;
create trigger question_stays_retired before update on question for each row
  when (old.retired_at is not null and (new.retired_at is distinct from old.retired_at or new.retired_by is distinct from old.retired_by))
  execute function question_stays_retired();
