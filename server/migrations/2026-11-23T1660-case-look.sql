-- When a member looked at a case, so that what colleagues wrote since then can be told apart. It holds no word of a person.
create table case_look (
  desk_id uuid not null references desk,
  case_id uuid not null,
  account_id uuid not null,
  looked_at timestamptz not null,
  known_until timestamptz check (known_until <= looked_at),
  primary key (desk_id, case_id, account_id),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table case_look is 'The last look of a member at a case, and until when what is written there was known when that visit began.';
create index case_look_of on case_look (desk_id, account_id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table case_look enable row level security;
  alter table case_look force row level security;
  execute format('create policy desk_reads on case_look for select to varco_app using %s', here);
  execute format('create policy desk_inserts on case_look for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on case_look for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on case_look for delete to varco_app using %s', here);
  create trigger row_stays before update on case_look for each row
    when (old.desk_id is distinct from new.desk_id) execute function row_stays();
end $$;
grant select, insert, update, delete on case_look to varco_app;
