-- How many referrals went from a desk to a service, kept beside them. Each desk appends what it did itself; a chore folds
-- rows of one flow into one. By quarter and by year, each counted for itself: the map of the network shows no other period.
create table referral_flow (
  network_id uuid not null,
  period text collate "C" not null check (period ~ '^\d{4}(-[1-4])?$'),
  no bigint generated always as identity,
  from_desk uuid not null,
  to_desk uuid,
  service_id uuid not null,
  by_desk uuid not null,
  sent integer not null,
  in_time integer not null,
  late integer not null,
  unanswered integer not null,
  withdrawn integer not null,
  primary key (network_id, period, no)
);
comment on table referral_flow is 'Referrals by quarter and by year of sending, from a desk to a service, and how they were answered: what each desk added, by itself. Nothing of a person.';

do $$
declare
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  acts constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s) and by_desk = %2$s)', network, desk);
begin
  execute 'alter table referral_flow enable row level security';
  execute 'alter table referral_flow force row level security';
  execute format('create policy network_rows on referral_flow for select to varco_app using (%s)', network);
  execute format('create policy both_insert on referral_flow for insert to varco_app with check %s', acts);
  execute format('create policy both_delete on referral_flow for delete to varco_app using %s', acts);
end $$;
grant select, insert, delete on referral_flow to varco_app;

-- What a referral counts as, nothing but "sent" while it waits; before it came to the other side it counts as nothing at
-- all: what was taken back on the way is not told to whoever never saw it.
create function referral_counts(
  r referral, out sent integer, out in_time integer, out late integer, out unanswered integer, out withdrawn integer
) language sql stable set search_path = pg_catalog, public as $$
  select came::int, (came and answered and not over)::int, (came and answered and over)::int,
    (came and not answered and r.state = 'expired')::int, (came and not answered and r.state = 'withdrawn')::int
  from (select r.sent_at is not null and (r.delivered_at is not null or r.to_desk is null) as came,
    r.answered_at is not null as answered, coalesce(r.answered_at > r.answer_by, false) as over) as said
$$;

-- With the rights of whoever writes the row, in the desk that acts: a flow between other desks is out of reach.
create function tally_referral() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
  select new.network_id, to_char(new.sent_at at time zone 'Europe/Rome', length.of), new.from_desk, new.to_desk,
    new.service_id, nullif(current_setting('varco.desk', true), '')::uuid, now.sent - was.sent, now.in_time - was.in_time,
    now.late - was.late, now.unanswered - was.unanswered, now.withdrawn - was.withdrawn
  from referral_counts(old) as was, referral_counts(new) as now, (values ('YYYY'), ('YYYY-Q')) as length (of)
  where was is distinct from now;
  return null;
end $$;
-- A referral begins as a draft, which counts as nothing.
create trigger tally_moved after update on referral for each row
  when ((old.state, old.sent_at, old.delivered_at, old.answered_at) is distinct from (new.state, new.sent_at, new.delivered_at, new.answered_at))
  execute function tally_referral();

-- What stands already is counted once; the owner sees through the policies for that moment alone.
do $$
declare
  t text;
begin
  foreach t in array array['referral', 'referral_flow'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  insert into referral_flow (network_id, period, from_desk, to_desk, service_id, by_desk, sent, in_time, late, unanswered, withdrawn)
  select r.network_id, to_char(r.sent_at at time zone 'Europe/Rome', length.of), r.from_desk, r.to_desk, r.service_id,
    r.from_desk, sum(c.sent), sum(c.in_time), sum(c.late), sum(c.unanswered), sum(c.withdrawn)
  from referral r, lateral referral_counts(r) as c, (values ('YYYY'), ('YYYY-Q')) as length (of)
  where c.sent > 0
  group by 1, 2, 3, 4, 5, 6;
  foreach t in array array['referral', 'referral_flow'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
