-- Who proposed takes it back while nobody answered; what was answered or taken back stays as it is.
alter table service_proposal drop constraint service_proposal_state_check;
alter table service_proposal add constraint service_proposal_state_check
  check (state in ('waiting', 'approved', 'changed', 'declined', 'withdrawn'));

-- Two proposals of one new entry cannot both become it.
create unique index proposal_of_new on service_proposal (network_id, service_id) where is_new and state = 'waiting';

drop policy keeper_updates on service_proposal;
do $$
declare
  network constant text := 'network_id = nullif(current_setting(''varco.network'', true), '''')::uuid';
  desk constant text := 'nullif(current_setting(''varco.desk'', true), '''')::uuid';
  ours constant text := format('(%s and (from_desk = %s or tended_by = %s))', network, desk, desk);
begin
  execute format('create policy both_end on service_proposal for update to varco_app using %s with check %s', ours, ours);
end $$;

-- Which of the two may do what, a policy cannot tell: it sees one row at a time.
create function proposal_ends_once() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant uuid := nullif(current_setting('varco.desk', true), '')::uuid;
begin
  if not exists (select 1 from pg_roles where rolname = current_user and not rolsuper and pg_has_role(oid, 'varco_app', 'member')) then
    return new;
  end if;
  if old.state <> 'waiting' or new.state = 'waiting' then
    raise exception 'a proposal ends once' using errcode = 'insufficient_privilege';
  end if;
  if (new.state = 'withdrawn' and old.from_desk is distinct from here)
    or (new.state <> 'withdrawn' and old.tended_by is distinct from here) then
    raise exception 'one desk proposes, the other answers' using errcode = 'insufficient_privilege';
  end if;
  if (new.network_id, new.id, new.service_id, new.is_new, new.from_desk, new.tended_by, new.changed, new.why, new.proposed_by, new.proposed_at)
    is distinct from
    (old.network_id, old.id, old.service_id, old.is_new, old.from_desk, old.tended_by, old.changed, old.why, old.proposed_by, old.proposed_at) then
    raise exception 'what was proposed stays' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger proposal_ends_once before update on service_proposal for each row execute function proposal_ends_once();
