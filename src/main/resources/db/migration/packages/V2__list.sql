-- All sold packages, latest first.
create index sale_by_time on packages.sale (created_at desc, id);
