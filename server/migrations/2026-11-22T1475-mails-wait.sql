-- A notice by mail waits for everything else: a desk with many members, or a slow mail server, must not hold up what one desk
-- sends to another.
-- As its owner, who may create in the schema for this one statement only.
grant create on schema public to varco_platform;
set local role varco_platform;
create or replace function dispatch_outbox() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job('outbox', json_build_object('desk', new.desk_id, 'id', new.id, 'topic', new.topic, 'payload', new.payload),
    job_key => new.id::text, priority => case when new.topic = 'mail.asked' then 10 else 0 end);
  return null;
end $$;
reset role;
revoke create on schema public from varco_platform;
