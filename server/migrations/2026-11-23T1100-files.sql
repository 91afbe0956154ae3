-- Files of a case. Name, kind, hash, what it is about and who may see it stand sealed; a row says that there is one, how large and in
-- which state.
create table case_file (
  desk_id uuid not null references desk,
  id uuid not null,
  case_id uuid not null,
  about bytea not null,
  size integer not null check (size between 1 and 52428800),
  state text collate "C" not null check (state in ('arriving', 'waiting', 'kept', 'refused', 'taken-back')),
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, id),
  unique (desk_id, case_id, id),
  foreign key (desk_id, case_id) references care_case (desk_id, id)
);
comment on table case_file is 'A file of a case (file); what is said of it is sealed. arriving: parts are missing; waiting: to be looked through; refused and taken-back: its bytes and its name are gone.';
create index unended_case_file on case_file (desk_id, state, at) where state in ('arriving', 'waiting');

create table case_file_part (
  desk_id uuid not null references desk,
  file_id uuid not null,
  no integer not null check (no >= 0),
  case_id uuid not null,
  bytes bytea not null check (length(bytes) <= 1048576 + 64),
  primary key (desk_id, file_id, no),
  foreign key (desk_id, case_id, file_id) references case_file (desk_id, case_id, id)
);
comment on table case_file_part is 'The bytes of a file of a case, a megabyte a row, each sealed for its file and number.';

create table case_file_step (
  desk_id uuid not null references desk,
  file_id uuid not null,
  no integer not null check (no > 0),
  case_id uuid not null,
  act text collate "C" not null,
  words bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, file_id, no),
  foreign key (desk_id, case_id, file_id) references case_file (desk_id, case_id, id)
);
comment on table case_file_step is 'What was done with a file of a case (catena di custodia), append-only: received, checked, refused, taken back, with the hash, the finding or the reason sealed.';

do $$
declare
  t text;
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  foreach t in array array['case_file', 'case_file_part', 'case_file_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy desk_reads on %I for select to varco_app using %s', t, here);
    execute format('create policy desk_inserts on %I for insert to varco_app with check %s', t, here);
    execute format('create policy desk_updates on %I for update to varco_app using %s with check %s', t, here, here);
    execute format('create policy desk_deletes on %I for delete to varco_app using %s', t, here);
    execute format('grant select, insert, delete on %I to varco_app', t);
    execute format('create trigger row_stays before update on %I for each row
      when (old.desk_id is distinct from new.desk_id) execute function row_stays()', t);
  end loop;
end $$;
grant update (about, size, state) on case_file to varco_app;
grant update (bytes) on case_file_part to varco_app;
grant update (words) on case_file_step to varco_app;
create trigger only_sealed_anew before update on case_file for each row
  when (old.about is distinct from new.about and old.state = new.state) execute function only_sealed_anew('about');
create trigger only_sealed_anew before update on case_file_part for each row execute function only_sealed_anew('bytes');
create trigger only_sealed_anew before update on case_file_step for each row execute function only_sealed_anew('words');
create trigger only_tryout_is_emptied after delete on case_file_step referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on case_file for each row execute function not_of_erased();
create trigger not_of_erased before insert on case_file_step for each row execute function not_of_erased();

-- The rules once more: a file begins without bytes, and a case holds so many and so much.
create function case_file_begins() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.state = 'arriving' and (
      select count(*) < 500 and coalesce(sum(f.size), 0) + new.size <= 2147483648 from public.case_file f
      where f.desk_id = new.desk_id and f.case_id = new.case_id and f.state in ('arriving', 'waiting', 'kept')) then
    return new;
  end if;
  raise exception 'a case takes no file so' using errcode = 'check_violation';
end $$;
create trigger case_file_begins before insert on case_file for each row execute function case_file_begins();

-- What is whole stays as it is: parts come while it is arriving, and no more than it has bytes for. Whoever sends one while the
-- person is erased waits, and sees it.
create function case_file_fits() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  f public.case_file%rowtype;
begin
  select * into f from public.case_file where desk_id = new.desk_id and id = new.file_id for update;
  if length(f.about) = 0 then
    raise exception 'the data of this person were erased' using errcode = 'VE001';
  end if;
  if f.state = 'arriving' and new.no::bigint * 1048576 < f.size then
    return new;
  end if;
  raise exception 'a part is no part of its file' using errcode = 'check_violation';
end $$;
create trigger case_file_fits before insert on case_file_part for each row execute function case_file_fits();

-- From one state to the next and never back. What is said of a file is written when it is whole, and is nothing where it is refused
-- or taken back; a photo without what stood beside it is smaller than what came.
create function case_file_moves() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if length(old.about) = 0 then
    raise exception 'the data of this person were erased' using errcode = 'VE001';
  end if;
  if length(new.about) > 0
    and (old.state, new.state) in (('arriving', 'waiting'), ('arriving', 'kept'), ('arriving', 'refused'), ('waiting', 'kept'),
      ('waiting', 'refused'), ('waiting', 'taken-back'), ('kept', 'taken-back'))
    and (new.size = old.size or (old.state = 'arriving' and new.size < old.size))
    and (new.about = old.about or old.state = 'arriving' or new.state in ('refused', 'taken-back')) then
    return new;
  end if;
  raise exception 'a file of a case does not become this' using errcode = 'insufficient_privilege';
end $$;
create trigger case_file_moves before update on case_file for each row
  when (old.state is distinct from new.state or old.size is distinct from new.size) execute function case_file_moves();

-- The application takes away files that nobody ended, and parts of those that are nothing any more; all of them where one tries out.
create function only_unkept_file_goes() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  file uuid;
begin
  if tg_table_name = 'case_file' then
    file := old.id;
  else
    file := old.file_id;
  end if;
  if exists (select 1 from pg_roles where rolname = current_user and not rolsuper and pg_has_role(oid, 'varco_app', 'member'))
    and not exists (select 1 from public.desk d where d.id = old.desk_id and d.tryout)
    and not exists (
      select 1 from public.case_file f where f.desk_id = old.desk_id and f.id = file
        and (f.state = 'arriving' or (tg_table_name = 'case_file_part' and f.state in ('refused', 'taken-back')))) then
    raise exception 'a file that is kept stays' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger only_unkept_file_goes before delete on case_file for each row execute function only_unkept_file_goes();
create trigger only_unkept_file_goes before delete on case_file_part for each row execute function only_unkept_file_goes();
