CREATE TABLE `sync_att` (
	`db` text NOT NULL,
	`id` text NOT NULL,
	`digest` text NOT NULL,
	`length` integer NOT NULL,
	`data` text NOT NULL,
	PRIMARY KEY(`db`, `id`, `digest`)
);
