-- Handovers: that a case went from one colleague to another, with what the colleague had to do in it. In clear stand who, to whom,
-- in which parts and which steps, tasks and appointments, so that it can be handed back; what was noted for the receiver is sealed.
create table handover (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  from_account uuid not null,
  to_account uuid not null check (to_account <> from_account),
  from_role text collate "C",
  to_role text collate "C",
  had_role text collate "C",
  steps uuid[] not null,
  tasks uuid[] not null,
  appointments uuid[] not null,
  back_of uuid,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, back_of),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, from_account) references member (desk_id, account_id),
  foreign key (desk_id, to_account) references member (desk_id, account_id),
  foreign key (desk_id, back_of) references handover (desk_id, id)
);
comment on table handover is 'A case that went from one colleague to another (passaggio di consegne), append-only; back_of: it hands another one back.';
create index handover_of_case on handover (desk_id, case_id);

create table handover_news (
  desk_id uuid not null references desk,
  handover uuid not null,
  account_id uuid not null,
  primary key (desk_id, handover, account_id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table handover_news is 'A handover that its receiver has not read yet.';
create index handover_news_of on handover_news (desk_id, account_id);

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
  tab text;
begin
  foreach tab in array array['handover', 'handover_news'] loop
    execute format('alter table %I enable row level security', tab);
    execute format('alter table %I force row level security', tab);
    execute format('create policy desk_reads on %I for select to varco_app using %s', tab, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', tab, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', tab, here);
  end loop;
  execute format('create policy desk_updates on handover for update to varco_app using %s with check %s', here, here);
end $$;
create trigger row_stays before update on handover for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
grant select, insert, update (words), delete on handover to varco_app;
grant select, insert, delete on handover_news to varco_app;
create trigger only_sealed_anew before update on handover for each row execute function only_sealed_anew('words');
create trigger only_tryout_is_emptied after delete on handover referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on handover for each row execute function not_of_erased();
