-- Referrals between two desks of a network. What both may read stands in one row; what only the sender may read, and what
-- travels, stands in rows of one desk, sealed with that desk's key.
create table referral (
  network_id uuid not null,
  id uuid not null,
  from_desk uuid not null,
  to_desk uuid not null check (to_desk <> from_desk),
  service_id uuid not null,
  state text collate "C" not null check (state in
    ('draft', 'sent', 'seen', 'accepted', 'declined', 'in-progress', 'done', 'interrupted', 'withdrawn', 'expired')),
  version integer not null,
  urgency text collate "C" not null check (urgency in ('ordinary', 'urgent')),
  made_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  seen_at timestamptz,
  answered_at timestamptz,
  begun_at timestamptz,
  ended_at timestamptz,
  answer_by timestamptz,
  expires_at timestamptz,
  start_by timestamptz,
  reason text collate "C",
  outcome text collate "C",
  primary key (network_id, id),
  foreign key (network_id, from_desk) references desk (network_id, id),
  foreign key (network_id, to_desk) references desk (network_id, id),
  foreign key (network_id, service_id) references service (network_id, id),
  check (delivered_at is null or sent_at is not null)
);
comment on table referral is 'A referral (invio): read by the desk that sends, and by the one that receives once it was delivered there. Codes and instants: nothing of the person.';
create index referral_out on referral (network_id, from_desk, state);
create index referral_in on referral (network_id, to_desk, state);

create table referral_event (
  network_id uuid not null,
  referral_id uuid not null,
  act text collate "C" not null,
  from_desk uuid not null,
  to_desk uuid not null,
  by_desk uuid not null,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (network_id, referral_id, act),
  foreign key (network_id, referral_id) references referral (network_id, id)
);
comment on table referral_event is 'What was done with a referral, each act once: to the other desk the desk is told, never the colleague.';

create table referral_terms (
  network_id uuid not null,
  service_id uuid not null,
  tended_by uuid not null,
  answer_within integer check (answer_within > 0),
  start_within integer check (start_within > 0),
  primary key (network_id, service_id),
  foreign key (network_id, service_id) references service (network_id, id),
  foreign key (network_id, tended_by) references desk (network_id, id)
);
comment on table referral_terms is 'In how many minutes of its opening hours a service answers a referral and begins; null: it promises nothing.';

-- Referrals are looked up by the application before these rows name them: they are never deleted, and a foreign key could
-- not carry the desk.
create table referral_origin (
  desk_id uuid not null references desk,
  referral_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  scopes text[] collate "C" not null,
  words bytea not null,
  ground_id uuid,
  arrangement_id uuid,
  by text collate "C" not null,
  primary key (desk_id, referral_id),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, person_id) references person (desk_id, id)
);
comment on table referral_origin is 'Whom a referral is about, which fields were chosen and on what it rests: the sender''s alone. What was typed is sealed.';
create index origin_of_person on referral_origin (desk_id, person_id);

create table referral_copy (
  desk_id uuid not null references desk,
  referral_id uuid not null,
  no integer not null check (no in (1, 2)),
  words bytea not null,
  primary key (desk_id, referral_id, no)
);
comment on table referral_copy is 'What travels, as it was at sending, sealed for the desk that may open it: 1 before the answer, 2 after the yes.';

create table referral_message (
  desk_id uuid not null references desk,
  id uuid not null,
  referral_id uuid not null,
  from_desk uuid not null,
  act text collate "C" not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id)
);
comment on table referral_message is 'What the two desks write to each other in a referral, sealed once for each. In the other desk''s row "by" says "desk".';
create index message_of_referral on referral_message (desk_id, referral_id);

do $$
declare
  t text;
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  sees constant text := format('(%1$s and (from_desk = %2$s or (to_desk = %2$s and delivered_at is not null)))', network, desk);
  sends constant text := format('(%s and from_desk = %s)', network, desk);
  either constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s))', network, desk);
  acts constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s) and by_desk = %2$s)', network, desk);
  kept constant text := format('(%s and tended_by = %s)', network, desk);
  here constant text := format('(desk_id = %s)', desk);
begin
  foreach t in array array['referral', 'referral_event', 'referral_terms', 'referral_origin', 'referral_copy', 'referral_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  execute format('create policy both_read on referral for select to varco_app using %s', sees);
  execute format('create policy sender_inserts on referral for insert to varco_app with check %s', sends);
  execute format('create policy both_update on referral for update to varco_app using %s with check %s', sees, sees);
  execute format('create policy both_read on referral_event for select to varco_app using %s', either);
  execute format('create policy both_insert on referral_event for insert to varco_app with check %s', acts);
  execute format('create policy network_rows on referral_terms for select to varco_app using (%s)', network);
  execute format('create policy keeper_inserts on referral_terms for insert to varco_app with check %s', kept);
  execute format('create policy keeper_updates on referral_terms for update to varco_app using %s with check %s', kept, kept);
  foreach t in array array['referral_origin', 'referral_copy', 'referral_message'] loop
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
  end loop;
  foreach t in array array['referral_copy', 'referral_message'] loop
    execute format('create trigger only_sealed_anew before update on %I for each row execute function only_sealed_anew(''words'')', t);
    execute format('grant update (words) on %I to varco_app', t);
  end loop;
end $$;
grant update on referral, referral_origin, referral_terms to varco_app;

-- Which side may bring a referral from where to where, and what may change with it: the rules once more, so that no
-- statement of the application can do what they forbid.
create function referral_moves() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := nullif(current_setting('varco.desk', true), '')::uuid;
  changed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key);
begin
  if exists (
    select 1 from (values
      ('from', 'draft', 'draft', '{version,urgency}'),
      ('from', 'draft', 'sent', '{state,version,sent_at,answer_by,expires_at}'),
      ('from', 'draft', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'sent', 'sent', '{delivered_at}'),
      ('from', 'sent', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'seen', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'accepted', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'sent', 'expired', '{state,version,ended_at}'),
      ('from', 'seen', 'expired', '{state,version,ended_at}'),
      ('to', 'sent', 'seen', '{state,version,seen_at}'),
      ('to', 'seen', 'accepted', '{state,version,answered_at,start_by}'),
      ('to', 'seen', 'declined', '{state,version,answered_at,ended_at,reason}'),
      ('to', 'accepted', 'in-progress', '{state,version,begun_at}'),
      ('to', 'accepted', 'interrupted', '{state,version,ended_at,reason}'),
      ('to', 'in-progress', 'done', '{state,version,ended_at,outcome}'),
      ('to', 'in-progress', 'interrupted', '{state,version,ended_at,reason}')
    ) as step (side, before, after, columns)
    where here = case side when 'from' then old.from_desk else old.to_desk end
      and before = old.state and after = new.state and changed <@ columns::text[]
  ) and (old.delivered_at is null or new.delivered_at = old.delivered_at) and new.version in (old.version, old.version + 1) then
    return new;
  end if;
  raise exception 'a referral does not go this way' using errcode = 'check_violation';
end $$;
create trigger referral_moves before update on referral for each row execute function referral_moves();

create function referral_begins() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.state <> 'draft' or new.version <> 1 or num_nonnulls(new.sent_at, new.delivered_at, new.seen_at, new.answered_at,
      new.begun_at, new.ended_at, new.answer_by, new.expires_at, new.start_by, new.reason, new.outcome) > 0 then
    raise exception 'a referral begins as a draft' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger referral_begins before insert on referral for each row execute function referral_begins();

-- What is invented goes to nobody, and nobody's records come among it.
create trigger tryout_sends_nothing before insert on referral for each row execute function tryout_tells_nobody('from_desk');
create trigger tryout_receives_nothing before insert on referral for each row execute function tryout_tells_nobody('to_desk');

-- A row about a person stays about that person.
create function origin_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a referral stays of its case' using errcode = 'check_violation';
end $$;
create trigger origin_stays before update on referral_origin for each row
  when ((old.referral_id, old.case_id, old.person_id) is distinct from (new.referral_id, new.case_id, new.person_id))
  execute function origin_stays();
