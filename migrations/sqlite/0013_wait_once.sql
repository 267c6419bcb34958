-- Every school year waits once, because nobody marked those whose submissions were not read yet.
INSERT INTO waiting_year (db, newest) SELECT name, seq FROM sync_db;
