-- A provider without an account is asked by mail whether an entry of the directory is still true. The link opens one entry,
-- once: only the hash of what stands in it is kept, and not even that when the link is used or taken back.
create table assurance_link (
  desk_id uuid not null references desk,
  id uuid not null,
  network_id uuid not null,
  service_id uuid not null,
  mail_id uuid not null,
  token_hash bytea,
  made_at timestamptz not null,
  made_by text collate "C" not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  answer text collate "C" check (answer in ('true', 'changed')),
  words bytea,
  settled_at timestamptz,
  revoked_at timestamptz,
  primary key (desk_id, id),
  constraint assurance_link_of_service foreign key (network_id, service_id) references service (network_id, id),
  foreign key (desk_id, mail_id) references mail (desk_id, id),
  check ((used_at is null) = (answer is null)),
  check (used_at is null or revoked_at is null),
  check ((token_hash is null) = (used_at is not null or revoked_at is not null)),
  check (words is null or answer is not distinct from 'changed')
);
comment on table assurance_link is 'A link by mail to say once whether an entry of the directory is still true: who asked, until when, what was answered (words sealed).';
create unique index assurance_link_waits on assurance_link (desk_id, service_id) where token_hash is not null;
create index assurance_link_of_entry on assurance_link (desk_id, service_id, id);

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table assurance_link enable row level security';
  execute 'alter table assurance_link force row level security';
  execute format('create policy desk_reads on assurance_link for select to varco_app using %s', here);
  execute format('create policy desk_inserts on assurance_link for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on assurance_link for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on assurance_link for delete to varco_app using %s', here);
end $$;
grant select, insert, update, delete on assurance_link to varco_app;
-- Whoever follows a link comes from nowhere: its hash says which desk is entered, and no more than that is read before.
create policy platform_reads on assurance_link for select to varco_platform using (true);
grant select (desk_id, id, service_id, token_hash, ends_at) on assurance_link to varco_platform;
create trigger only_tryout_is_emptied after delete on assurance_link referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger row_stays before update on assurance_link for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();

-- What was answered or taken back stays so.
create function link_is_dead() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'a link that was used or taken back stays so' using errcode = 'insufficient_privilege';
end $$;
create trigger link_is_dead before update on assurance_link for each row
  when (old.token_hash is null and (new.token_hash, new.used_at, new.answer, new.revoked_at)
    is distinct from (old.token_hash, old.used_at, old.answer, old.revoked_at)) execute function link_is_dead();

-- What stands in the link waits, sealed, for the mail to go, like the address.
alter table mail add column link bytea;
grant update (link) on mail to varco_app;
comment on column mail.link is 'What stands in the link of this mail, sealed; taken away when it went or was taken back.';
