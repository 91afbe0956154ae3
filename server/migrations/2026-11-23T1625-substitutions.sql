-- Substitutions: that a colleague stands in for another one from day to day. About colleagues alone: no word of it is sealed.
create table substitution (
  desk_id uuid not null references desk,
  id uuid not null,
  absent uuid not null,
  stand_in uuid not null check (stand_in <> absent),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  by text collate "C" not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by text collate "C",
  primary key (desk_id, id),
  foreign key (desk_id, absent) references member (desk_id, account_id),
  foreign key (desk_id, stand_in) references member (desk_id, account_id)
);
comment on table substitution is 'A colleague stands in for another one on these days, both included; ended: before its last day.';
create index substitution_until on substitution (desk_id, until_day);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table substitution enable row level security;
  alter table substitution force row level security;
  execute format('create policy desk_reads on substitution for select to varco_app using %s', here);
  execute format('create policy desk_inserts on substitution for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on substitution for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on substitution for delete to varco_app using %s', here);
end $$;
create trigger row_stays before update on substitution for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
grant select, insert, update, delete on substitution to varco_app;
create trigger only_tryout_is_emptied after delete on substitution referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
