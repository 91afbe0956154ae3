-- Accounts and sessions: the platform role only.
create table account (
  id uuid primary key,
  email text collate "C" not null unique,
  name text not null,
  password_hash text not null,
  language text collate "C" not null default 'it',
  demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null
);
comment on table account is 'Somebody who signs in. Operators, never workers.';

create table session (
  id_hash bytea primary key,
  account_id uuid not null references account on delete cascade,
  device text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table session is 'A signed-in device; only the hash of its id is kept.';
create index session_of_account on session (account_id);

create table sign_in_failure (
  key_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null
);
comment on table sign_in_failure is 'Failed sign-ins by (e-mail, device or address), hashed: the delay grows for that device alone.';

create table member (
  desk_id uuid not null references desk,
  account_id uuid not null references account,
  name text not null,
  since date not null,
  until date,
  primary key (desk_id, account_id)
);
comment on table member is 'An account in a desk (operatore).';
create index member_of_account on member (account_id);

create table role_grant (
  desk_id uuid not null,
  account_id uuid not null,
  role text collate "C" not null,
  primary key (desk_id, account_id, role),
  foreign key (desk_id, account_id) references member on delete cascade
);
comment on table role_grant is 'Roles of a member in the desk.';

do $$
declare t text;
begin
  foreach t in array array['account', 'session', 'sign_in_failure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to varco_platform using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to varco_platform', t);
  end loop;
  foreach t in array array['member', 'role_grant'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to varco_platform using (true) with check (true)', t);
    execute format('create policy desk_reads on %I for select to varco_app using (desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)', t);
    execute format('grant select, insert, update, delete on %I to varco_platform', t);
    execute format('grant select on %I to varco_app', t);
  end loop;
end $$;
