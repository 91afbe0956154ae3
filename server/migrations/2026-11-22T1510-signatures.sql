-- An image of the signature by which a ground was given: one for a ground, never changed.
create table ground_signature (
  desk_id uuid not null references desk,
  ground_id uuid not null,
  kind text collate "C" not null check (kind in ('drawn', 'photo')),
  image bytea not null,
  by text collate "C" not null,
  at timestamptz not null,
  primary key (desk_id, ground_id),
  foreign key (desk_id, ground_id) references legal_ground (desk_id, id)
);
comment on table ground_signature is 'A signature as an image, drawn on the screen or photographed, append-only. The image is sealed.';

do $$
declare
  here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  alter table ground_signature enable row level security;
  alter table ground_signature force row level security;
  execute format('create policy desk_reads on ground_signature for select to varco_app using %s', here);
  execute format('create policy desk_inserts on ground_signature for insert to varco_app with check %s', here);
  execute format('create policy desk_updates on ground_signature for update to varco_app using %s with check %s', here, here);
  execute format('create policy desk_deletes on ground_signature for delete to varco_app using %s', here);
end $$;
grant select, insert, update (image), delete on ground_signature to varco_app;
create trigger only_sealed_anew before update on ground_signature for each row execute function only_sealed_anew('image');
create trigger row_stays before update on ground_signature for each row
  when (old.desk_id is distinct from new.desk_id) execute function row_stays();
create trigger only_tryout_is_emptied after delete on ground_signature referencing old table as gone
  for each statement execute function only_tryout_is_emptied();
create trigger not_of_erased before insert on ground_signature for each row execute function not_of_erased();

-- Each party ends an arrangement on its own side, with a day and a reason; the earliest of the days counts.
alter table arrangement_end add column ended_in uuid references desk;
alter table arrangement_end add column reason text not null default '';
-- The owner sees through the policies for that moment alone.
alter table arrangement_end no force row level security;
update arrangement_end set ended_in = written_in;
alter table arrangement_end force row level security;
alter table arrangement_end alter column ended_in set not null;
alter table arrangement_end alter column reason drop default;
alter table arrangement_end drop constraint arrangement_end_pkey;
alter table arrangement_end add primary key (network_id, written_in, arrangement_id, ended_in);
comment on table arrangement_end is 'An arrangement ended by the desk of one of its parties, with its reason in clear: it names no person.';

-- What is the network's is read by all of it, and written in its own name by the desk at hand alone.
do $$
declare
  c record;
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  here constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
begin
  for c in select * from (values ('notice_text', 'written_in'), ('arrangement', 'written_in'), ('arrangement_end', 'ended_in')) as s (tab, col) loop
    execute format('drop policy network_inserts on %I', c.tab);
    execute format('create policy desk_inserts on %I for insert to varco_app with check (%s and %I = %s)', c.tab, network, c.col, here);
    execute format('create trigger tryout_tells_nobody before insert on %I for each row execute function tryout_tells_nobody(%L)', c.tab, c.col);
  end loop;
end $$;

-- Of what others arranged nobody else writes: the rule once more.
create function only_parties_arrange() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  said constant jsonb := to_jsonb(new);
  desk constant uuid := coalesce(said ->> 'ended_in', said ->> 'written_in');
begin
  if exists (
    select 1 from public.desk d where d.id = desk and d.network_id = new.network_id and (
      (said -> 'from_bodies') || (said -> 'to_bodies') ? d.organisation_id::text
      or exists (select 1 from public.arrangement a where a.network_id = new.network_id and a.written_in = new.written_in
        and a.id = (said ->> 'arrangement_id')::uuid and d.organisation_id = any (a.from_bodies || a.to_bodies)))) then
    return new;
  end if;
  raise exception 'an arrangement is written and ended by its parties' using errcode = 'insufficient_privilege';
end $$;
create trigger only_parties_arrange before insert on arrangement for each row execute function only_parties_arrange();
create trigger only_parties_arrange before insert on arrangement_end for each row execute function only_parties_arrange();
