-- Approvals: a desk may want that a case is closed, or a referral sent to an inspectorate, only after somebody else said yes. In clear
-- stand what is asked for which case or referral, by whom and when; what exactly was to be done, and every word, is sealed.
create table approval_setting (
  desk_id uuid not null references desk,
  id uuid not null,
  closing boolean not null,
  sending boolean not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id)
);
comment on table approval_setting is 'For what a desk wants an approval: the last row holds, those before say who set it when.';

create table approval (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  act text collate "C" not null check (act in ('close', 'send')),
  referral_id uuid,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  check ((act = 'send') = (referral_id is not null))
);
comment on table approval is 'That somebody asked for an approval (richiesta di approvazione), with exactly what is to be done, append-only.';
create index approval_of_case on approval (desk_id, case_id);

create table approval_end (
  desk_id uuid not null references desk,
  approval_id uuid not null,
  case_id uuid not null,
  outcome text collate "C" not null check (outcome in ('approved', 'refused', 'withdrawn')),
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, approval_id),
  foreign key (desk_id, approval_id) references approval (desk_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table approval_end is 'An approval given, refused, or no longer asked for: one row, once.';
create index approval_end_of_case on approval_end (desk_id, case_id);

create table approval_news (
  desk_id uuid not null references desk,
  approval_id uuid not null,
  account_id uuid not null,
  primary key (desk_id, approval_id, account_id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table approval_news is 'An answer that whoever asked has not read yet.';
create index approval_news_of on approval_news (desk_id, account_id);

-- Four eyes, once more than the rules: nobody answers the own question, and nobody else takes it back.
create function approval_is_answered() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  who text;
  kase uuid;
begin
  select a.by, a.case_id into who, kase from public.approval a where a.desk_id = new.desk_id and a.id = new.approval_id;
  if kase is distinct from new.case_id or (who = new."by") <> (new.outcome = 'withdrawn') then
    raise exception 'an approval is answered by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger approval_is_answered before insert on approval_end for each row execute function approval_is_answered();

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['approval_setting', 'approval', 'approval_end', 'approval_news'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
    execute format('grant select, insert, delete on %I to varco_app', tab);
  end loop;
  foreach tab in array array['approval', 'approval_end'] loop
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', tab, here, here);
    execute format('grant update (words) on %I to varco_app', tab);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', tab);
    execute format('create trigger only_sealed_anew before update on %I for each row execute function only_sealed_anew(''words'')', tab);
    execute format('create trigger not_of_erased before insert on %I for each row execute function not_of_erased()', tab);
  end loop;
  foreach tab in array array['approval_setting', 'approval', 'approval_end'] loop
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', tab);
  end loop;
end $$;
