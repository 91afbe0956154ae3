-- A case goes from one colleague to another while an approval is still waited for: whoever follows it now may take the request back, once
-- who asked follows it no more. Nobody answers the own question, as before.
create or replace function approval_is_answered() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  who text;
  kase uuid;
  may boolean;
begin
  select a.by, a.case_id into who, kase from public.approval a where a.desk_id = new.desk_id and a.id = new.approval_id;
  if new.outcome = 'withdrawn' then
    may := who = new."by" or exists (select 1 from public.case_follower f where f.desk_id = new.desk_id
        and f.case_id = new.case_id and 'account:' || f.account_id = new."by")
      and not exists (select 1 from public.case_follower f where f.desk_id = new.desk_id
        and f.case_id = new.case_id and 'account:' || f.account_id = who);
  else
    may := who <> new."by";
  end if;
  if kase is distinct from new.case_id or may is not true then
    raise exception 'an approval is answered by somebody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
