-- What the year's table counts, kept beside the rows it counts. Every write appends a row (never changes one: two operators
-- who write at once wait for nothing), corrections and withdrawals append the opposite, and a chore folds equal rows into one.
create table month_tally (
  desk_id uuid not null references desk,
  month date not null,
  no bigint generated always as identity,
  measure text collate "C" not null check (measure in ('contacts', 'casesOpened')),
  sex text collate "C" not null,
  citizenship text collate "C" not null,
  count integer not null,
  primary key (desk_id, month, no)
);
comment on table month_tally is 'Contacts logged and cases opened by month, sex and citizenship: sums of the rows of one kind.';
alter table month_tally enable row level security;
alter table month_tally force row level security;
create policy desk_reads on month_tally for select to varco_app using (desk_id = nullif(current_setting('varco.desk', true), '')::uuid);
create policy desk_inserts on month_tally for insert to varco_app with check (desk_id = nullif(current_setting('varco.desk', true), '')::uuid);
create policy desk_deletes on month_tally for delete to varco_app using (desk_id = nullif(current_setting('varco.desk', true), '')::uuid);
grant select, insert, delete on month_tally to varco_app;

-- With the rights of whoever writes the row: the tally of another desk is out of reach here too.
create function tally_contacts() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op <> 'INSERT' then
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, -count(*)
    from gone where withdrawn_at is null group by 1, 2, 4, 5;
  end if;
  if tg_op <> 'DELETE' then
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, count(*)
    from fresh where withdrawn_at is null group by 1, 2, 4, 5;
  end if;
  return null;
end $$;
create trigger tally_inserted after insert on contact referencing new table as fresh
  for each statement execute function tally_contacts();
create trigger tally_updated after update on contact referencing old table as gone new table as fresh
  for each statement execute function tally_contacts();
create trigger tally_deleted after delete on contact referencing old table as gone
  for each statement execute function tally_contacts();

-- A case counts in the month of its opening with sex and citizenship of its person, the latest known.
create function tally_cases() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op <> 'INSERT' then
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select g.desk_id, date_trunc('month', g.opened_on), 'casesOpened', p.sex, p.citizenship, -count(*)
    from gone g join person p on p.desk_id = g.desk_id and p.id = g.person_id group by 1, 2, 4, 5;
  end if;
  if tg_op <> 'DELETE' then
    -- Held until the end: what is known better of the person meanwhile waits, and then finds this case.
    perform 1 from fresh f join person p on p.desk_id = f.desk_id and p.id = f.person_id for share of p;
    insert into month_tally (desk_id, month, measure, sex, citizenship, count)
    select f.desk_id, date_trunc('month', f.opened_on), 'casesOpened', p.sex, p.citizenship, count(*)
    from fresh f join person p on p.desk_id = f.desk_id and p.id = f.person_id group by 1, 2, 4, 5;
  end if;
  return null;
end $$;
create trigger tally_inserted after insert on care_case referencing new table as fresh
  for each statement execute function tally_cases();
create trigger tally_deleted after delete on care_case referencing old table as gone
  for each statement execute function tally_cases();
-- Row by row, as most changes to a case (a note, a service) leave day and person as they are and must cost nothing.
create function tally_moved_case() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into month_tally (desk_id, month, measure, sex, citizenship, count)
  select new.desk_id, date_trunc('month', said.day), 'casesOpened', p.sex, p.citizenship, said.count
  from (values (old.person_id, old.opened_on, -1), (new.person_id, new.opened_on, 1)) as said (person_id, day, count)
  join person p on p.desk_id = new.desk_id and p.id = said.person_id;
  return null;
end $$;
create trigger tally_moved after update on care_case for each row
  when ((old.person_id, old.opened_on) is distinct from (new.person_id, new.opened_on)) execute function tally_moved_case();
create function tally_known_better() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into month_tally (desk_id, month, measure, sex, citizenship, count)
  select new.desk_id, date_trunc('month', c.opened_on), 'casesOpened', said.sex, said.citizenship, said.count * count(*)
  from care_case c, (values (old.sex, old.citizenship, -1), (new.sex, new.citizenship, 1)) as said (sex, citizenship, count)
  where c.desk_id = new.desk_id and c.person_id = new.id group by 1, 2, 4, 5, said.count;
  return null;
end $$;
create trigger tally_known_better after update on person for each row
  when ((old.sex, old.citizenship) is distinct from (new.sex, new.citizenship)) execute function tally_known_better();

-- What stands already is counted once; the owner sees through the policies for that moment alone.
do $$
declare
  t text;
begin
  foreach t in array array['contact', 'care_case', 'person', 'month_tally'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into month_tally (desk_id, month, measure, sex, citizenship, count)
  select desk_id, date_trunc('month', day), 'contacts', sex, citizenship, count(*) from contact where withdrawn_at is null group by 1, 2, 4, 5
  union all
  select c.desk_id, date_trunc('month', c.opened_on), 'casesOpened', p.sex, p.citizenship, count(*)
  from care_case c join person p on p.desk_id = c.desk_id and p.id = c.person_id group by 1, 2, 4, 5;
  foreach t in array array['contact', 'care_case', 'person', 'month_tally'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
