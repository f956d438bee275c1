create table app.task (id integer primary key);
