-- How somebody is after a case was closed is one more kind of record of its pathway: when it was asked, on which day and what
-- was told is sealed, as with the other kinds.
alter table pathway_fact drop constraint pathway_fact_kind_check;
alter table pathway_fact add constraint pathway_fact_kind_check
  check (kind in ('goal', 'step', 'review', 'follow-up'));
comment on table pathway_fact is 'A record of a goal, a step, a review or an outcome after the closing of a pathway (percorso), append-only: the highest number of a thing holds. The first record of a thing has its id.';
