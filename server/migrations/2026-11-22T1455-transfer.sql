-- What a referral asks: a service, that the whole case is taken over, or that both desks follow the person together.
alter table referral add column kind text collate "C" not null default 'service' check (kind in ('service', 'transfer', 'shared'));
alter table referral add check (kind = 'service' or to_desk is not null);
comment on column referral.kind is 'service; transfer: the case passes over, the sender''s closes; shared: each desk keeps a case of its own.';

create table referral_case (
  desk_id uuid not null references desk,
  referral_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  primary key (desk_id, referral_id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table referral_case is 'The case that a desk opened of a transfer or a shared case: its own affair.';
create index referral_case_of_case on referral_case (desk_id, case_id);

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table referral_case enable row level security';
  execute 'alter table referral_case force row level security';
  execute format('create policy desk_reads on referral_case for select to varco_app using %s', here);
  execute format('create policy desk_inserts on referral_case for insert to varco_app with check %s', here);
end $$;
grant select, insert on referral_case to varco_app;

-- As it was, and: what is asked may be chosen again before sending; whoever shares a case may leave it on either side; what was
-- taken over is said of a transfer alone.
create or replace function referral_moves() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := nullif(current_setting('varco.desk', true), '')::uuid;
  link constant uuid := nullif(current_setting('varco.link', true), '')::uuid;
  changed constant text[] := array(
    select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from to_jsonb(old) -> n.key);
  holds constant boolean := old.to_desk is null and old.from_desk = here and exists (
    select 1 from public.referral_link l
    where l.desk_id = here and l.id = link and l.referral_id = old.id and l.token_hash is not null);
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
