-- Every insert looked up, and locked for its transaction, the row of its desk: all operators of a desk queued at one row. The
-- policies let a row in only under the desk that was entered, and a desk is never deleted: the reference said nothing more.
do $$
declare
  c record;
begin
  for c in
    select conrelid::regclass as tab, conname from pg_constraint
    where contype = 'f' and confrelid = 'desk'::regclass and conrelid = any (array['person', 'person_tag', 'contact', 'care_case',
      'case_event', 'case_note', 'service_delivered', 'made', 'outbox', 'month_tally', 'audit_pending', 'audit_entry']::regclass[])
  loop
    execute format('alter table %s drop constraint %I', c.tab, c.conname);
  end loop;
end $$;

-- Thirty tags a person, each looked up again: they are written with the person in one transaction and found by it alone.
alter table person_tag drop constraint person_tag_desk_id_person_id_fkey;
