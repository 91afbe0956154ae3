-- What came in a referral from the other side and nobody has looked at yet. Codes and instants; looked at, the row goes.
create table referral_news (
  desk_id uuid not null references desk,
  referral_id uuid not null,
  reader text collate "C" not null check (reader in ('desk', 'link')),
  kind text collate "C" not null check (kind in ('message', 'file', 'appointment', 'answer', 'state')),
  came_at timestamptz not null,
  primary key (desk_id, referral_id, reader, kind)
);
comment on table referral_news is 'What came in a referral and nobody has looked at: in this desk, or behind the link that it gave to a body without an account. Nothing of the person.';

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table referral_news enable row level security';
  execute 'alter table referral_news force row level security';
  execute format('create policy desk_reads on referral_news for select to varco_app using %s', here);
  execute format('create policy desk_inserts on referral_news for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on referral_news for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on referral_news for delete to varco_app using %s', here);
end $$;
grant select, insert, update, delete on referral_news to varco_app;
create trigger row_stays before update on referral_news for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
