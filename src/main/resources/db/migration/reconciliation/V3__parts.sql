-- Of a payout: of how many movements Stripe says that it is made, none for one that was made by hand; null until Stripe was asked.
alter table reconciliation.movement add column parts integer check (parts >= 0);
update reconciliation.movement payout set parts = known.parts
from (select payout as source, count(*) as parts from reconciliation.movement where source <> payout group by payout) known
where payout.kind = 'PAYOUT' and payout.source = known.source;
create index movement_without_parts on reconciliation.movement (created_at) where kind = 'PAYOUT' and parts is null;
