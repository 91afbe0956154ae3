-- What the door itself keeps: keys, drafts, what was made, events, the register of accesses.
create table data_key (
  desk_id uuid not null references desk,
  purpose text collate "C" not null check (purpose in ('seal', 'tag')),
  no integer not null,
  master text collate "C" not null,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (desk_id, purpose, no)
);
comment on table data_key is 'Data keys of a desk, wrapped by the master key named in "master".';

create table made (
  desk_id uuid not null references desk,
  id uuid not null,
  digest bytea not null,
  primary key (desk_id, id)
);
comment on table made is 'Ids that a client made and the keyed digest of what it sent: a repeated POST does nothing twice, a different one is told so.';

create table draft (
  desk_id uuid not null references desk,
  account_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  record uuid,
  edition bigint not null,
  body bytea not null,
  saved_at timestamptz not null,
  primary key (desk_id, account_id, id)
);
comment on table draft is 'What a member has typed and not yet saved, sealed.';

create table outbox (
  desk_id uuid not null references desk,
  id uuid not null,
  topic text collate "C" not null,
  payload jsonb not null,
  at timestamptz not null,
  primary key (desk_id, id)
);
comment on table outbox is 'Events of a transaction, dispatched by the job runner. Ids and codes only: no personal data.';

create table audit_pending (
  desk_id uuid not null references desk,
  id uuid not null,
  at timestamptz(3) not null,
  actor text collate "C" not null,
  act text collate "C" not null,
  kind text collate "C" not null check (kind in ('read', 'write')),
  record text collate "C" not null,
  record_id uuid,
  primary key (desk_id, id)
);
comment on table audit_pending is 'Accesses of the last second or so, waiting for their seal.';

create table audit_entry (
  desk_id uuid not null references desk,
  seal_no bigint not null,
  position integer not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor text collate "C" not null,
  act text collate "C" not null,
  kind text collate "C" not null,
  record text collate "C" not null,
  record_id uuid,
  primary key (desk_id, seal_no, position)
);
comment on table audit_entry is 'The register of accesses, sealed. Nobody holds update or delete on it.';
create index audit_entry_by_id on audit_entry (desk_id, id desc);

create table audit_seal (
  desk_id uuid not null references desk,
  no bigint not null,
  size integer not null,
  leaves bytea not null,
  root bytea not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamptz(3) not null,
  primary key (desk_id, no)
);
comment on table audit_seal is 'A batch of the register: leaf hashes, Merkle root, hash of the seal before.';

do $$
declare t text;
begin
  foreach t in array array['data_key', 'made', 'draft', 'outbox', 'audit_pending', 'audit_entry', 'audit_seal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array['data_key', 'made', 'draft', 'outbox', 'audit_pending', 'audit_entry', 'audit_seal'] loop
    execute format('create policy desk_reads on %I for select to varco_app using (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)', t);
    execute format('grant select on %I to varco_app', t);
  end loop;
  foreach t in array array['data_key', 'made', 'draft', 'outbox', 'audit_pending'] loop
    execute format('create policy desk_inserts on %I for insert to varco_app with check (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)', t);
    execute format('grant insert on %I to varco_app', t);
  end loop;
  foreach t in array array['draft'] loop
    execute format('create policy desk_updates on %I for update to varco_app using (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid) with check (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)', t);
    execute format('create policy desk_deletes on %I for delete to varco_app using (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)', t);
    execute format('grant update, delete on %I to varco_app', t);
  end loop;
end $$;

create policy platform_reads on data_key for select to varco_platform using (true);
grant select on data_key to varco_platform;
create policy platform_dispatches on outbox to varco_platform using (true);
grant select, delete on outbox to varco_platform;
create policy platform_seals on audit_pending to varco_platform using (true) with check (true);
grant select, insert, delete on audit_pending to varco_platform;
create policy platform_reads on audit_entry for select to varco_platform using (true);
create policy platform_seals on audit_entry for insert to varco_platform with check (true);
grant select, insert on audit_entry to varco_platform;
create policy platform_reads on audit_seal for select to varco_platform using (true);
create policy platform_seals on audit_seal for insert to varco_platform with check (true);
grant select, insert on audit_seal to varco_platform;

-- The one function with another role's rights (listed with its reason in the catalogue test): an event that is committed
-- becomes a job in the same transaction, and the application role needs no right on the job queue, where it could read other desks' jobs.
create function dispatch_outbox() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job('outbox', json_build_object('desk', new.desk_id, 'id', new.id, 'topic', new.topic, 'payload', new.payload), job_key => new.id::text);
  return null;
end $$;
revoke all on function dispatch_outbox() from public;
create trigger outbox_dispatch after insert on outbox for each row execute function dispatch_outbox();
-- A new owner must be able to create in the schema: for this one statement only.
grant create on schema public to varco_platform;
alter function dispatch_outbox() owner to varco_platform;
revoke create on schema public from varco_platform;
