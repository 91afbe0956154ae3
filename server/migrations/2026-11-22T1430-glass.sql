-- Emergency accesses (break-the-glass): a member reads one case outside the own rights for two hours. One row that both
-- desks read, with codes and instants; what was written stands sealed in a row of the desk whose case it is.
create table glass (
  network_id uuid not null,
  id uuid not null,
  owner_desk uuid not null,
  reader_desk uuid not null,
  reader_account uuid not null,
  reader_name text collate "C" not null,
  case_id uuid not null,
  reason text collate "C" not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by text collate "C" check (ended_by in ('reader', 'owner')),
  reviewed_at timestamptz,
  reviewed_by text collate "C",
  primary key (network_id, id),
  foreign key (network_id, owner_desk) references desk (network_id, id),
  foreign key (network_id, reader_desk) references desk (network_id, id),
  foreign key (owner_desk, case_id) references care_case (desk_id, id),
  check (ends_at = opened_at + interval '2 hours'),
  check ((ended_at is null) = (ended_by is null)),
  check (ended_at >= opened_at),
  check ((reviewed_at is null) = (reviewed_by is null))
);
comment on table glass is 'An emergency access to a case (accesso d''emergenza): who, until when, who ended it and who looked at it. Never deleted.';
create index glass_of_owner on glass (network_id, owner_desk, opened_at);
create index glass_of_reader on glass (network_id, reader_desk, reader_account, opened_at);
create index glass_of_case on glass (owner_desk, case_id);

create table glass_words (
  desk_id uuid not null references desk,
  glass_id uuid not null,
  words bytea not null,
  primary key (desk_id, glass_id)
);
comment on table glass_words is 'Why a case of this desk was opened in an emergency, as it was written: sealed.';

create table glass_asked (
  desk_id uuid not null references desk,
  id uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (desk_id, id)
);
comment on table glass_asked is 'That a member of this desk asked for an emergency access, noted before it opens: two at once are counted as two.';

do $$
declare
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  either constant text := format('(%1$s and (owner_desk = %2$s or reader_desk = %2$s))', network, desk);
  owner constant text := format('(%s and owner_desk = %s)', network, desk);
  here constant text := format('(desk_id = %s)', desk);
  t text;
begin
  foreach t in array array['glass', 'glass_words'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  execute 'alter table glass_asked enable row level security';
  execute 'alter table glass_asked force row level security';
  execute format('create policy desk_reads on glass_asked for select to varco_app using %s', here);
  execute format('create policy desk_inserts on glass_asked for insert to varco_app with check %s', here);
  execute format('create policy both_read on glass for select to varco_app using %s', either);
  execute format('create policy owner_inserts on glass for insert to varco_app with check %s', owner);
  execute format('create policy both_update on glass for update to varco_app using %s with check %s', either, either);
  execute format('create policy desk_reads on glass_words for select to varco_app using %s', here);
  execute format('create policy desk_inserts on glass_words for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on glass_words for update to varco_app using %s with check %s', here, here);
end $$;
grant select, insert on glass_asked to varco_app;
grant update on glass to varco_app;
grant update (words) on glass_words to varco_app;
create trigger row_stays before update on glass_words for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_sealed_anew before update on glass_words for each row execute function only_sealed_anew('words');

-- Each side ends it once, as the side that it is; only the desk whose case it is reviews; all else stays as it was written.
create function glass_stays() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := nullif(current_setting('varco.desk', true), '')::uuid;
  changed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key);
begin
  if (changed <@ array['ended_at', 'ended_by'] and old.ended_at is null
      and here = case new.ended_by when 'owner' then old.owner_desk else old.reader_desk end)
    or (changed <@ array['reviewed_at', 'reviewed_by'] and old.reviewed_at is null and here = old.owner_desk
      and new.reviewed_by is distinct from 'account:' || old.reader_account) then
    return new;
  end if;
  raise exception 'an emergency access stays as it was' using errcode = 'insufficient_privilege';
end $$;
create trigger glass_stays before update on glass for each row execute function glass_stays();

create function glass_begins() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if num_nonnulls(new.ended_at, new.ended_by, new.reviewed_at, new.reviewed_by) > 0 then
    raise exception 'an emergency access begins open' using errcode = 'check_violation';
  end if;
  -- The two clocks may differ a little; one that begins in the future would last longer than two hours.
  if new.opened_at > now() + interval '5 minutes' then
    raise exception 'an emergency access begins now' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger glass_begins before insert on glass for each row execute function glass_begins();

-- What is invented is no emergency.
create trigger tryout_opens_nothing before insert on glass for each row execute function tryout_tells_nobody('reader_desk');
create trigger tryout_shows_nothing before insert on glass for each row execute function tryout_tells_nobody('owner_desk');
