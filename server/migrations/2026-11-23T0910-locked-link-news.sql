-- A link that closed after wrong codes is news of its own kind: whoever sent the referral has to give a new one.
alter table referral_news drop constraint referral_news_kind_check;
alter table referral_news add constraint referral_news_kind_check
  check (kind in ('message', 'file', 'appointment', 'answer', 'state', 'link'));
