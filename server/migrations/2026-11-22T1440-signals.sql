-- Signals of antennas and consulates to a desk (canale diretto). One row of codes that both read; what was told stands sealed
-- in a row of the desk that receives, and only there; the sender's own reference in a row of the sender.
create table signal (
  network_id uuid not null,
  id uuid not null,
  from_desk uuid not null,
  to_desk uuid not null check (to_desk <> from_desk),
  from_name text collate "C" not null,
  state text collate "C" not null check (state in ('sent', 'seen', 'taken', 'closed', 'declined')),
  version integer not null,
  urgent boolean not null,
  sent_at timestamptz not null,
  changed_at timestamptz not null,
  reason text collate "C",
  primary key (network_id, id),
  foreign key (network_id, from_desk) references desk (network_id, id),
  foreign key (network_id, to_desk) references desk (network_id, id),
  check ((state = 'declined') = (reason is not null))
);
comment on table signal is 'A signal of an antenna or consulate to a desk: who to whom, its state. Codes and instants: nothing of the person.';
create index signal_out on signal (network_id, from_desk, sent_at);
create index signal_in on signal (network_id, to_desk, sent_at);

create table signal_words (
  desk_id uuid not null references desk,
  signal_id uuid not null,
  words bytea not null,
  primary key (desk_id, signal_id)
);
comment on table signal_words is 'What was told in a signal, sealed for the desk that received it; of the desk that sent it, its own reference.';

create table signal_handling (
  desk_id uuid not null references desk,
  signal_id uuid not null,
  by text collate "C" not null,
  primary key (desk_id, signal_id)
);
comment on table signal_handling is 'Which colleague of the receiving desk handled a signal last: its own affair.';

do $$
declare
  t text;
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  either constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s))', network, desk);
  receives constant text := format('(%s and to_desk = %s)', network, desk);
  here constant text := format('(desk_id = %s)', desk);
begin
  foreach t in array array['signal', 'signal_words', 'signal_handling'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  execute format('create policy both_read on signal for select to varco_app using %s', either);
  execute format('create policy receiver_inserts on signal for insert to varco_app with check %s', receives);
  execute format('create policy receiver_updates on signal for update to varco_app using %s with check %s', receives, receives);
  foreach t in array array['signal_words', 'signal_handling'] loop
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
  end loop;
end $$;
grant update on signal, signal_handling to varco_app;
grant update (words) on signal_words to varco_app;
create trigger only_sealed_anew before update on signal_words for each row execute function only_sealed_anew('words');

-- The steps of the rules once more.
create function signal_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
declare
  changed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key);
begin
  if changed <@ array['state', 'version', 'changed_at', 'reason'] and new.version = old.version + 1 and exists (
    select 1 from (values ('sent', 'seen'), ('seen', 'taken'), ('seen', 'declined'), ('taken', 'closed'), ('taken', 'declined'))
      as step (before, after) where before = old.state and after = new.state) then
    return new;
  end if;
  raise exception 'a signal does not go this way' using errcode = 'check_violation';
end $$;
create trigger signal_moves before update on signal for each row execute function signal_moves();

create function signal_begins() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.state <> 'sent' or new.version <> 1 then
    raise exception 'a signal begins as sent' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger signal_begins before insert on signal for each row execute function signal_begins();
create trigger tryout_signals_nothing before insert on signal for each row execute function tryout_tells_nobody('from_desk');
create trigger tryout_hears_nothing before insert on signal for each row execute function tryout_tells_nobody('to_desk');
