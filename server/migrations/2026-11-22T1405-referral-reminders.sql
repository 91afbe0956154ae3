-- Who was reminded by mail of referrals, once a day for each kind; and which answers their author was told of.
create table referral_told (
  desk_id uuid not null references desk,
  to_id uuid not null,
  kind text collate "C" not null,
  day date not null,
  mail_id uuid not null,
  primary key (desk_id, to_id, kind, day),
  foreign key (desk_id, mail_id) references mail (desk_id, id)
);
comment on table referral_told is 'A reminder about referrals that was asked for: to a member, or to whoever holds a link (its id), one of a kind a day. Whoever runs twice finds it here.';

do $$
declare here constant text := '(desk_id = nullif(current_setting(''varco.desk'', true), '''')::uuid)';
begin
  execute 'alter table referral_told enable row level security';
  execute 'alter table referral_told force row level security';
  execute format('create policy desk_reads on referral_told for select to varco_app using %s', here);
  execute format('create policy desk_inserts on referral_told for insert to varco_app with check %s', here);
end $$;
grant select, insert on referral_told to varco_app;

alter table referral_origin add column answer_told_at timestamptz;
comment on column referral_origin.answer_told_at is 'When a mail told the author, or whoever coordinates, that an answer came.';
