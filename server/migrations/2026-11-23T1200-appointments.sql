-- The desk's own calendar. An appointment is its steps, one row for each thing that was done with it: the highest number
-- holds. In clear stand the day, the hour and how long, which colleagues, which room and who mediates, so that a week is read
-- without opening all of it; what was done, what for, where, in which language and every word is sealed.
create table room (
  desk_id uuid not null references desk,
  id uuid not null,
  words bytea not null,
  retired boolean not null,
  version integer not null check (version > 0),
  primary key (desk_id, id)
);
comment on table room is 'A room of the desk (stanza), its name sealed; taken out of use, never taken away.';

create table mediator (
  desk_id uuid not null references desk,
  id uuid not null,
  account_id uuid,
  words bytea not null,
  retired boolean not null,
  version integer not null check (version > 0),
  primary key (desk_id, id),
  foreign key (desk_id, account_id) references member (desk_id, account_id)
);
comment on table mediator is 'Who mediates between languages: a colleague, or somebody from outside. Name, phone and languages sealed.';

create table appointment_step (
  desk_id uuid not null references desk,
  appointment_id uuid not null,
  no integer not null check (no > 0),
  case_id uuid,
  day date not null,
  at_time text collate "C" not null check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer not null check (minutes > 0),
  room_id uuid,
  mediator_id uuid,
  colleagues uuid[] not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, appointment_id, no),
  foreign key (desk_id, case_id) references care_case (desk_id, id),
  foreign key (desk_id, room_id) references room (desk_id, id),
  foreign key (desk_id, mediator_id) references mediator (desk_id, id)
);
comment on table appointment_step is 'A step of an appointment (appuntamento), append-only: the highest number holds. The hour is that of the wall in Italy.';
create index appointment_by_day on appointment_step (desk_id, day);
create index appointment_of_case on appointment_step (desk_id, case_id) where case_id is not null;

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['room', 'mediator', 'appointment_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
    execute format('create trigger only_tryout_is_emptied after delete on %I referencing old table as gone
      for each statement execute function only_tryout_is_emptied()', t);
  end loop;
end $$;
grant select, insert, update, delete on room to varco_app;
grant select, insert, update, delete on mediator to varco_app;
grant select, insert, update (words), delete on appointment_step to varco_app;
create trigger only_sealed_anew before update on appointment_step for each row execute function only_sealed_anew('words');
create trigger not_of_erased before insert on appointment_step for each row execute function not_of_erased();
