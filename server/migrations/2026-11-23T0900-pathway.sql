-- The pathway of a case: goals, steps and reviews, one row for each time that somebody wrote of one. In clear stands of what
-- kind it is, to which goal a step belongs, and which colleague has something to do; what it says, how it stands and by when
-- is sealed.
create table pathway_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  kind text collate "C" not null check (kind in ('goal', 'step', 'review')),
  thing uuid not null,
  goal_id uuid check ((goal_id is not null) = (kind = 'step')),
  owner uuid check (owner is null or kind = 'step'),
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, thing, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, goal_id) references pathway_fact (desk_id, id),
  foreign key (desk_id, owner) references member (desk_id, account_id)
);
comment on table pathway_fact is 'A record of a goal, a step or a review of a pathway (percorso), append-only: the highest number of a thing holds. The first record of a thing has its id.';
create index pathway_of_case on pathway_fact (desk_id, case_id);
create index pathway_of_owner on pathway_fact (desk_id, owner) where owner is not null;

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table pathway_fact enable row level security;
  alter table pathway_fact force row level security;
  execute format('create policy desk_reads on pathway_fact for select to varco_app using %s', here);
  execute format('create policy desk_inserts on pathway_fact for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on pathway_fact for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on pathway_fact for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on pathway_fact to varco_app;
create trigger only_sealed_anew before update on pathway_fact for each row execute function only_sealed_anew('words');
create trigger row_stays before update on pathway_fact for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on pathway_fact referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on pathway_fact for each row execute function not_of_erased();
