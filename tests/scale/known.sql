-- What reads too much today, see scale.known in count.sql: in which states of the statistics, how much of 16000 files, and what. A line that
-- is no longer true fails the suite: take it off.
insert into scale.known (name, callers, states, reads, what) values
('files by key', '{owner,importer,colleague,admin}', '{never}', 8053, 'all entries of the organization'),
('latest file of an entity', '{owner,colleague,admin}', '{young}', 4000, 'the latest of the organization until that of the entity comes'),
('latest ready files by status', '{owner,colleague,admin,small}', '{never}', 11328, 'all files of the organization: status is in no index'),
('latest failed files by status', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: status is in no index'),
('files before an id', '{owner,colleague,admin,small}', '{never}', 6195, 'all files of the organization'),
('latest pending files by status', '{owner,importer,admin,small}', '{never}', 8268, 'all files of the organization: status is in no index'),
('pending files of others by status', '{colleague}', '{kept,young,never,fresh}', 8268, 'all files of the organization: status is in no index'),
('files in quarantine by status', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: status is in no index'),
('files by name', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: no index can help'),
('files in the order of names', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: no index can help'),
('files of a type', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: no index can help'),
('files with a label', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: no index can help'),
('files of a place', '{admin}', '{kept,young,never,fresh}', 8268, 'all files of the organization: no index can help'),
('file_upload_requests by id', '{owner,importer}', '{never}', 2694, 'all files of the owner'),
('file_upload_requests of some ids', '{owner,importer}', '{never}', 2702, 'all files of the owner'),
('upload_history before a moment', '{owner}', '{kept,young,never}', 4012, 'all lines of the organization before it'),
('upload_history before a moment', '{admin}', '{young,never}', 4012, 'all lines of the organization before it'),
('logged_actions of a file', '{admin}', '{kept,young,never,fresh}', 8263, 'all lines of the organization: files.find_actions is for that'),
('delete a bucket', '{dba}', '{kept,young,never,fresh}', 16100, 'all files: their bucket is in no index'),
('rename a bucket', '{dba}', '{kept,young,never,fresh}', 16100, 'all files: their bucket is in no index'),
('delete an entity type', '{dba}', '{kept,young,never,fresh}', 16100, 'all files: no index begins with their entity type');
