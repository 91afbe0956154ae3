-- A conference told in a referral, or the answer to it, is news of its own kind.
alter table referral_news drop constraint referral_news_kind_check;
alter table referral_news add constraint referral_news_kind_check
  check (kind in ('message', 'file', 'appointment', 'conference', 'answer', 'state', 'link'));
