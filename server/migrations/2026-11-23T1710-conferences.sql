-- Case conferences: what is to be talked about, what was said and decided. Day, hour and colleagues are those of the appointment of the
-- same id. What the desks of referrals get of it lies in referral_message of each desk. All of it is sealed.
create table conference_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  conference_id uuid not null,
  case_id uuid not null,
  no integer not null check (no between 1 and 100),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, conference_id, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table conference_fact is 'What was written of a conference about a case (conferenza sul caso), append-only; the highest number holds.';
create index conference_of_case on conference_fact (desk_id, case_id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table conference_fact enable row level security;
  alter table conference_fact force row level security;
  execute format('create policy desk_reads on conference_fact for select to varco_app using %s', here);
  execute format('create policy desk_inserts on conference_fact for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on conference_fact for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on conference_fact for delete to varco_app using %s', here);
end $$;
create trigger row_stays before update on conference_fact for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
grant select, insert, update (words), delete on conference_fact to varco_app;
create trigger only_sealed_anew before update on conference_fact for each row execute function only_sealed_anew('words');
create trigger only_tryout_is_emptied after delete on conference_fact referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on conference_fact for each row execute function not_of_erased();
