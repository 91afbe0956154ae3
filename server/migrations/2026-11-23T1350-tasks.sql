-- Tasks: something to do, of a case or of the desk, one row for each time that somebody wrote of one. In clear stand by when it is
-- to be done, who does it and how it stands, by which lists are made; what it says, and why one was dropped, is sealed.
create table task_fact (
  desk_id uuid not null references desk,
  id uuid not null,
  task uuid not null,
  case_id uuid,
  no integer not null check (no > 0),
  owner uuid,
  day date,
  state text collate "C" not null check (state in ('open', 'done', 'dropped')),
  words bytea not null,
  giver text collate "C" not null,
  given_at timestamptz not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, task, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, owner) references member (desk_id, account_id)
);
comment on table task_fact is 'A record of a task (compito), append-only: the highest number of a task holds. The first record of a task has its id.';
create index task_of_case on task_fact (desk_id, case_id) where case_id is not null;
create index task_of_owner on task_fact (desk_id, owner, day);

create table task_news (
  desk_id uuid not null references desk,
  task uuid not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (desk_id, task, account_id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table task_news is 'A task that a colleague gave to a member who has not looked at it.';
create index task_news_of on task_news (desk_id, account_id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['task_fact', 'task_news'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', tab, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', tab);
  end loop;
end $$;
grant select, insert, update (words), delete on task_fact to varco_app;
grant select, insert, update, delete on task_news to varco_app;
create trigger only_sealed_anew before update on task_fact for each row execute function only_sealed_anew('words');
create trigger only_tryout_is_emptied after delete on task_fact referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on task_fact for each row execute function not_of_erased();
