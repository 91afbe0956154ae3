-- A referral whose service closed is written anew to another one: the new one names the old one, once.
alter table referral_origin add column instead_of uuid;
comment on column referral_origin.instead_of is 'The referral of this desk in whose place this one was written.';
create unique index referral_origin_instead on referral_origin (desk_id, instead_of) where instead_of is not null;
create trigger instead_stays before update on referral_origin for each row
  when (old.instead_of is distinct from new.instead_of) execute function origin_stays();
