-- A body without an account receives a referral: by a link in a mail, opened with a code that is said otherwise. The rows stay
-- in the desk that sends; no desk receives.
alter table referral alter column to_desk drop not null;
alter table referral_event alter column to_desk drop not null;
comment on column referral.to_desk is 'The desk that receives; null: whoever holds the link, whom the database knows by the setting varco.link.';

create table referral_link (
  desk_id uuid not null references desk,
  id uuid not null,
  referral_id uuid not null,
  mail_id uuid not null,
  address bytea,
  token_hash bytea,
  code_hash bytea,
  tries_left integer not null check (tries_left between 0 and 5),
  made_at timestamptz not null,
  made_by text collate "C" not null,
  ends_at timestamptz not null,
  opened_at timestamptz,
  openings integer not null default 0,
  last_opened_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  primary key (desk_id, id),
  foreign key (desk_id, referral_id) references referral_origin (desk_id, referral_id),
  foreign key (desk_id, mail_id) references mail (desk_id, id),
  check (used_at is null or revoked_at is null),
  check (num_nonnulls(token_hash, code_hash, address) in (0, 3)),
  check ((token_hash is null) = (used_at is not null or revoked_at is not null or tries_left = 0))
);
comment on table referral_link is 'A link by mail that opens one referral to a body without an account, with a code. Hashes alone are kept, and they and the address (sealed) no longer than the link lives.';
create unique index referral_link_lives on referral_link (desk_id, referral_id) where token_hash is not null;
create index referral_link_of_referral on referral_link (desk_id, referral_id, id);

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table referral_link enable row level security';
  execute 'alter table referral_link force row level security';
  execute format('create policy desk_reads on referral_link for select to varco_app using %s', here);
  execute format('create policy desk_inserts on referral_link for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on referral_link for update to varco_app using %s with check %s', here, here);
end $$;
grant select, insert, update on referral_link to varco_app;
-- Whoever follows a link comes from nowhere: its hash says which desk is entered, and no more than that is read before.
create policy platform_reads on referral_link for select to varco_platform using (true);
grant select (desk_id, id, referral_id, token_hash, ends_at) on referral_link to varco_platform;
create trigger row_stays before update on referral_link for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();

-- A link opens what it was made for, with the code it was made with, and dies once.
create function referral_link_stays() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (old.id, old.referral_id, old.mail_id, old.made_at, old.made_by) is distinct from
      (new.id, new.referral_id, new.mail_id, new.made_at, new.made_by)
    or new.tries_left > old.tries_left
    or (old.token_hash is null and (to_jsonb(new) is distinct from to_jsonb(old)))
    or (new.token_hash is not null and (new.token_hash, new.code_hash) is distinct from (old.token_hash, old.code_hash)) then
    raise exception 'a link stays what it was made for' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger referral_link_stays before update on referral_link for each row execute function referral_link_stays();

-- The receiver's steps, where no desk receives, are those of whoever holds the link: of one that lives, of this referral.
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
    where case side when 'from' then here = old.from_desk else here = old.to_desk or holds end
      and before = old.state and after = new.state and changed <@ columns::text[]
  ) and (old.delivered_at is null or new.delivered_at = old.delivered_at) and new.version in (old.version, old.version + 1) then
    return new;
  end if;
  raise exception 'a referral does not go this way' using errcode = 'check_violation';
end $$;

-- Until when the link of a mail opens something, where that does not follow from when it was asked for.
alter table mail add column link_ends timestamptz;
