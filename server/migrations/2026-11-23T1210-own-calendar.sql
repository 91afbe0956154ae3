-- What a member wants of the own calendar in one desk: an address from which a phone reads it, a mail in the morning. Of the
-- address only the hash of its token is kept; a new one takes the place of the old one, which opens nothing any more.
create table own_calendar (
  desk_id uuid not null references desk,
  account_id uuid not null,
  feed_id uuid,
  token_hash bytea,
  made_at timestamptz,
  morning_mail boolean not null,
  told_on date,
  primary key (desk_id, account_id),
  foreign key (desk_id, account_id) references member (desk_id, account_id),
  check ((token_hash is null) = (feed_id is null)),
  check ((token_hash is null) = (made_at is null))
);
comment on table own_calendar is 'What a member wants of the own calendar: an address for a phone (the hash of its token), a mail in the morning and when it was asked for last.';

-- Who came without an appointment, as long as the day is fresh. No row says of whom it is; all go by themselves within a week.
create table walk_in (
  desk_id uuid not null references desk,
  id uuid not null,
  arrived_at timestamptz not null,
  state text collate "C" not null check (state in ('waiting', 'with', 'done', 'left')),
  colleague uuid check ((colleague is null) = (state in ('waiting', 'left'))),
  words bytea not null,
  version integer not null check (version > 0),
  changed_at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, colleague) references member (desk_id, account_id)
);
comment on table walk_in is 'Somebody who came without an appointment (coda): when, how it stands, with which colleague. What to call them, language and need are sealed.';
create index walk_in_by_arrival on walk_in (desk_id, arrived_at);

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['own_calendar', 'walk_in'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
    execute format('grant select, insert, update, delete on %I to varco_app', t);
  end loop;
end $$;
-- A phone that reads comes from nowhere: the hash says which desk is entered for whom, and no more than that is read before.
create policy platform_reads on own_calendar for select to varco_platform using (true);
grant select (desk_id, account_id, feed_id, token_hash) on own_calendar to varco_platform;

-- The address on a phone ends with a new password and with the membership, for good: whoever held the phone must not read on.
create policy platform_updates on own_calendar for update to varco_platform using (true) with check (true);
grant update (feed_id, token_hash, made_at) on own_calendar to varco_platform;
create function calendar_feed_ends() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'account' then
    update public.own_calendar set feed_id = null, token_hash = null, made_at = null where account_id = new.id;
  else
    update public.own_calendar set feed_id = null, token_hash = null, made_at = null
      where account_id = new.account_id and desk_id = new.desk_id;
  end if;
  return null;
end $$;
create trigger calendar_feed_ends after update on account for each row
  when (old.password_hash is distinct from new.password_hash) execute function calendar_feed_ends();
create trigger calendar_feed_ends after update on member for each row
  when (new.until is not null and old.until is distinct from new.until) execute function calendar_feed_ends();
