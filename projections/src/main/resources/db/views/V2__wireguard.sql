-- What a WireGuard server's users must have in their files. Rows from before have none: there were no such servers.

alter table server_view_v1 add column wireguard jsonb;

create or replace view server_view as select * from server_view_v1;
