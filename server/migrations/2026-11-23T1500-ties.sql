-- How a person is reached safely, who belongs to the family, and with whom a minor is here: one row for each time that somebody
-- wrote of one thing. What is said stands sealed, and which of the three it is as well. Where both persons of a tie are recorded in
-- the desk the row names both: it is read from either side, and goes with either.
create table person_tie (
  desk_id uuid not null references desk,
  id uuid not null,
  person_id uuid not null,
  other_id uuid check (other_id <> person_id),
  thing uuid not null,
  no integer not null check (no > 0),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, thing, no),
  foreign key (desk_id, person_id) references person (desk_id, id),
  foreign key (desk_id, other_id) references person (desk_id, id)
);
comment on table person_tie is 'A record of how a person is reached safely, of somebody of the family, or of who is with a minor, append-only: the highest number of a thing holds.';
create index tie_of_person on person_tie (desk_id, person_id);
create index tie_of_other on person_tie (desk_id, other_id) where other_id is not null;

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table person_tie enable row level security;
  alter table person_tie force row level security;
  execute format('create policy desk_reads on person_tie for select to varco_app using %s', here);
  execute format('create policy desk_inserts on person_tie for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on person_tie for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on person_tie for delete to varco_app using %s', here);
end $$;
grant select, insert, update (words), delete on person_tie to varco_app;

-- What is written of two persons becomes nothing with either of them.
create trigger only_sealed_anew before update on person_tie for each row
  when (not (length(new.words) = 0 and length(old.words) > 0 and old.other_id is not null and is_erased(old.desk_id, old.other_id)))
  execute function only_sealed_anew('words');
create trigger row_stays before update on person_tie for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on person_tie referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on person_tie for each row execute function not_of_erased();

-- Nobody who was erased is named as a relative; whoever writes at the same time waits for the erasure to end, and then sees it.
create function no_tie_to_erased() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from public.person p where p.desk_id = new.desk_id and p.id = new.other_id for key share;
  if public.is_erased(new.desk_id, new.other_id) then
    raise exception 'the data of this person were erased' using errcode = 'VE001';
  end if;
  return new;
end $$;
create trigger no_tie_to_erased before insert on person_tie for each row when (new.other_id is not null) execute function no_tie_to_erased();
-- A tie leads to the same person for good.
create function tie_keeps_other() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select 1 from public.person_tie t where t.desk_id = new.desk_id and t.thing = new.thing
    and (t.person_id <> new.person_id or t.other_id is distinct from new.other_id)) then
    raise exception 'a tie leads to the same persons for good' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger tie_keeps_other before insert on person_tie for each row execute function tie_keeps_other();
