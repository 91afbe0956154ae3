-- An appointment inside a referral. That something was proposed, confirmed or cancelled is one row which both desks read: of
-- two who act at once one is first. When and where lies sealed in each desk.
create table referral_appointment_step (
  network_id uuid not null,
  referral_id uuid not null,
  no integer not null check (no between 1 and 200),
  act text collate "C" not null check (act in ('propose', 'confirm', 'cancel')),
  from_desk uuid not null,
  to_desk uuid,
  by_desk uuid not null,
  actor text collate "C" not null,
  at timestamptz not null,
  primary key (network_id, referral_id, no),
  foreign key (network_id, from_desk) references desk (network_id, id),
  foreign key (network_id, to_desk) references desk (network_id, id),
  foreign key (network_id, by_desk) references desk (network_id, id),
  foreign key (network_id, referral_id) references referral (network_id, id)
);
comment on table referral_appointment_step is 'What was done with the appointment of a referral, one after the other; read by its two desks. No word of when or where.';

create table referral_appointment (
  desk_id uuid not null references desk,
  referral_id uuid not null,
  no integer not null,
  words bytea not null,
  primary key (desk_id, referral_id, no)
);
comment on table referral_appointment is 'What was proposed: day, hour, place and with whom, sealed once for each desk.';

do $$
declare
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  either constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s))', network, desk);
  acts constant text := format('(%1$s and (from_desk = %2$s or to_desk = %2$s) and by_desk = %2$s)', network, desk);
  here constant text := format('(desk_id = %s)', desk);
  t text;
begin
  foreach t in array array['referral_appointment_step', 'referral_appointment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to varco_app', t);
  end loop;
  execute format('create policy both_read on referral_appointment_step for select to varco_app using %s', either);
  execute format('create policy both_insert on referral_appointment_step for insert to varco_app with check %s', acts);
  execute format('create policy desk_reads on referral_appointment for select to varco_app using %s', here);
  execute format('create policy desk_inserts on referral_appointment for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on referral_appointment for update to varco_app using %s with check %s', here, here);
end $$;
grant update (words) on referral_appointment to varco_app;
create trigger row_stays before update on referral_appointment for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_sealed_anew before update on referral_appointment for each row execute function only_sealed_anew('words');

-- The rules once more: one step after the other, of the two desks of the referral, while it is accepted or under way; nobody
-- confirms what the own side proposed. Whoever holds a link acts in the desk that sent, and needs that link to live.
create function appointment_steps() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  last public.referral_appointment_step%rowtype;
  by_link constant boolean := new.actor like 'link:%';
  link constant uuid := nullif(current_setting('varco.link', true), '')::uuid;
begin
  select * into last from public.referral_appointment_step s
    where s.network_id = new.network_id and s.referral_id = new.referral_id order by s.no desc limit 1;
  if new.no = coalesce(last.no, 0) + 1
    and exists (
      select 1 from public.referral r
      where r.network_id = new.network_id and r.id = new.referral_id and r.state in ('accepted', 'in-progress')
        and r.from_desk = new.from_desk and r.to_desk is not distinct from new.to_desk)
    and (not by_link or (new.to_desk is null and exists (
      select 1 from public.referral_link l
      where l.desk_id = new.from_desk and l.id = link and l.referral_id = new.referral_id and l.token_hash is not null)))
    and (new.act = 'propose'
      or (new.act = 'cancel' and last.act in ('propose', 'confirm'))
      or (new.act = 'confirm' and last.act = 'propose'
        and (last.by_desk, last.actor like 'link:%') is distinct from (new.by_desk, by_link)))
  then
    return new;
  end if;
  raise exception 'an appointment does not go this way' using errcode = 'check_violation';
end $$;
create trigger appointment_steps before insert on referral_appointment_step for each row execute function appointment_steps();
