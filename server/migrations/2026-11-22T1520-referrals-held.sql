-- What covers a referral is asked again for the body it was sent to: an entry of the directory may come to name another one.
alter table referral_origin add column body_id uuid;
comment on column referral_origin.body_id is 'The body that it was sent to, as it was at sending. Null: not sent, or sent before this was kept.';
create trigger body_stays before update on referral_origin for each row
  when (old.body_id is not null and old.body_id is distinct from new.body_id) execute function origin_stays();

-- A link that ran out by its days leaves no hash and no address behind, without having been used or taken back.
alter table referral_link drop constraint referral_link_check2;
alter table referral_link add constraint referral_link_dead
  check (token_hash is null or (used_at is null and revoked_at is null and tries_left > 0));

-- As they were, and: a link whose time is over at the instant of the step does no step of who receives.
create or replace function referral_moves() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := nullif(current_setting('varco.desk', true), '')::uuid;
  link constant uuid := nullif(current_setting('varco.link', true), '')::uuid;
  changed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key);
  holds constant boolean := old.to_desk is null and old.from_desk = here and exists (
    select 1 from public.referral_link l
    where l.desk_id = here and l.id = link and l.referral_id = old.id and l.token_hash is not null
      and l.ends_at > case new.state when 'seen' then new.seen_at when 'accepted' then new.answered_at
        when 'in-progress' then new.begun_at else new.ended_at end);
begin
  if exists (
    select 1 from (values
      ('from', 'draft', 'draft', '{version,urgency,kind}'),
      ('from', 'draft', 'sent', '{state,version,sent_at,answer_by,expires_at}'),
      ('from', 'draft', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'sent', 'sent', '{delivered_at}'),
      ('from', 'sent', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'seen', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'accepted', 'withdrawn', '{state,version,ended_at}'),
      ('from', 'sent', 'expired', '{state,version,ended_at}'),
      ('from', 'seen', 'expired', '{state,version,ended_at}'),
      ('shares', 'in-progress', 'interrupted', '{state,version,ended_at,reason}'),
      ('to', 'sent', 'seen', '{state,version,seen_at}'),
      ('to', 'seen', 'accepted', '{state,version,answered_at,start_by}'),
      ('to', 'seen', 'declined', '{state,version,answered_at,ended_at,reason}'),
      ('to', 'accepted', 'in-progress', '{state,version,begun_at}'),
      ('to', 'accepted', 'interrupted', '{state,version,ended_at,reason}'),
      ('to', 'in-progress', 'done', '{state,version,ended_at,outcome}'),
      ('to', 'in-progress', 'interrupted', '{state,version,ended_at,reason}')
    ) as step (side, before, after, columns)
    where case side
        when 'from' then here = old.from_desk
        when 'shares' then here = old.from_desk and old.kind = 'shared'
        else here = old.to_desk or holds end
      and before = old.state and after = new.state and changed <@ columns::text[]
  ) and (old.delivered_at is null or new.delivered_at = old.delivered_at) and new.version in (old.version, old.version + 1)
    and (new.state <> 'done' or (new.outcome = 'taken-over') = (new.kind = 'transfer')) then
    return new;
  end if;
  raise exception 'a referral does not go this way' using errcode = 'check_violation';
end $$;

create or replace function appointment_steps() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  last public.referral_appointment_step%rowtype;
  by_link constant boolean := new.actor like 'link:%';
  link constant uuid := nullif(current_setting('varco.link', true), '')::uuid;
begin
  select * into last from public.referral_appointment_step s
    where s.network_id = new.network_id and s.referral_id = new.referral_id order by s.no desc limit 1;
  if new.no = coalesce(last.no, 0) + 1
    and exists (
      select 1 from public.referral r
      where r.network_id = new.network_id and r.id = new.referral_id and r.state in ('accepted', 'in-progress')
        and r.from_desk = new.from_desk and r.to_desk is not distinct from new.to_desk)
    and (not by_link or (new.to_desk is null and exists (
      select 1 from public.referral_link l
      where l.desk_id = new.from_desk and l.id = link and l.referral_id = new.referral_id and l.token_hash is not null
        and l.ends_at > new.at)))
    and (new.act = 'propose'
      or (new.act = 'cancel' and last.act in ('propose', 'confirm'))
      or (new.act = 'confirm' and last.act = 'propose'
        and (last.by_desk, last.actor like 'link:%') is distinct from (new.by_desk, by_link)))
  then
    return new;
  end if;
  raise exception 'an appointment does not go this way' using errcode = 'check_violation';
end $$;

-- What was done with a referral before it was delivered is the sender's alone: a policy looks at no other row, so each says it.
alter table referral_event add column shown boolean not null default false;
comment on column referral_event.shown is 'Whether the referral had been delivered by then: only that is read by the receiver.';
do $$
declare t text;
begin
  foreach t in array array['referral', 'referral_event'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
  update referral_event e set shown = true from referral r
    where r.network_id = e.network_id and r.id = e.referral_id and r.delivered_at is not null;
  foreach t in array array['referral', 'referral_event'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create function event_shown() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.shown := exists (
    select 1 from public.referral r
    where r.network_id = new.network_id and r.id = new.referral_id and r.delivered_at is not null);
  return new;
end $$;
create trigger event_shown before insert on referral_event for each row execute function event_shown();

drop policy both_read on referral_event;
create policy both_read on referral_event for select to varco_app using (
  network_id = nullif(current_setting('varco.network', true), '')::uuid and (
    from_desk = nullif(current_setting('varco.desk', true), '')::uuid
    or (to_desk = nullif(current_setting('varco.desk', true), '')::uuid and shown)));
