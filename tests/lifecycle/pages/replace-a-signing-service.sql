create table large_table (object_key text);
insert into large_table values ('acme/site/1/photo.jpg');
