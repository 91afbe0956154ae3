-- Answers about signs of exploitation: one row for each time a question was answered, the last one counts. Which question,
-- what was answered and on what stand sealed: a row says only that something was asked of a case on a day.
create table sign_answer (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  day date not null,
  edition smallint not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table sign_answer is 'An answer to a question of the questionnaire of signs, sealed; never changed, a later one counts instead.';
create index sign_of_case on sign_answer (desk_id, case_id, id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table sign_answer enable row level security;
  alter table sign_answer force row level security;
  execute format('create policy desk_reads on sign_answer for select to varco_app using %s', here);
  execute format('create policy desk_inserts on sign_answer for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on sign_answer for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on sign_answer for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on sign_answer to varco_app;
create trigger only_sealed_anew before update on sign_answer for each row execute function only_sealed_anew('words');
create trigger row_stays before update on sign_answer for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on sign_answer referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on sign_answer for each row execute function not_of_erased();

-- As it was, but shorter: what names a person is about that person, what names a case is about its person.
create or replace function person_of_row(tab text, r jsonb) returns uuid language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
declare
  desk constant uuid := r ->> 'desk_id';
begin
  return case
    when tab in ('person') then (r ->> 'id')::uuid
    when r ? 'person_id' then (r ->> 'person_id')::uuid
    when r ? 'case_id'
      then (select k.person_id from public.care_case k where k.desk_id = desk and k.id = (r ->> 'case_id')::uuid)
    when r ? 'ground_id'
      then (select g.person_id from public.legal_ground g where g.desk_id = desk and g.id = (r ->> 'ground_id')::uuid)
    when r ? 'restriction_id'
      then (select x.person_id from public.restriction x where x.desk_id = desk and x.id = (r ->> 'restriction_id')::uuid)
    when r ? 'referral_id' then public.person_of_referral(desk, (r ->> 'referral_id')::uuid)
    when r ? 'file_id'
      then (select public.person_of_referral(desk, f.referral_id) from public.referral_file f
        where f.desk_id = desk and f.id = (r ->> 'file_id')::uuid)
    when r ? 'glass_id'
      then (select k.person_id from public.glass g join public.care_case k on k.desk_id = g.owner_desk and k.id = g.case_id
        where g.owner_desk = desk and g.id = (r ->> 'glass_id')::uuid)
  end;
end $$;
