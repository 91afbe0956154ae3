-- Notices by mail: what was asked for, and what became of it.
create table mail (
  desk_id uuid not null references desk,
  id uuid not null,
  to_kind text collate "C" not null check (to_kind in ('member', 'desk', 'service')),
  to_id uuid not null,
  address bytea,
  language text collate "C" not null check (language in ('it', 'en')),
  kind text collate "C" not null check (kind ~ '^[a-z-]{1,40}$'),
  count integer not null check (count > 0),
  state text collate "C" not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  reason text collate "C" check (reason ~ '^[a-z-]{1,40}$'),
  tries integer not null default 0,
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (desk_id, id),
  check ((state = 'failed') <= (reason is not null)),
  check (to_kind = 'member' or state = 'sent' or address is not null)
);
comment on table mail is 'A notice by mail: to whom, of what kind, and whether it went. A code and a figure: no text. The address (sealed) is kept until it went; a member''s is looked up when it goes.';
create index mail_by_state on mail (desk_id, state, id);

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table mail enable row level security';
  execute 'alter table mail force row level security';
  execute format('create policy desk_reads on mail for select to varco_app using %s', here);
  execute format('create policy desk_inserts on mail for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on mail for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on mail for delete to varco_app using %s', here);
end $$;
grant select, insert, update (address, state, reason, tries, changed_at), delete on mail to varco_app;
create trigger only_tryout_is_emptied after delete on mail referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger row_stays before update on mail for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();

-- What went is never sent again, and to nobody else.
create function mail_went() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a mail that went stays as it is' using errcode = 'insufficient_privilege';
end $$;
create trigger mail_went before update on mail for each row when (old.state = 'sent') execute function mail_went();
