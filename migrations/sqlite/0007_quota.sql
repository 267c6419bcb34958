CREATE TABLE `sync_quota` (
	`account` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`documents` integer NOT NULL,
	`bytes` integer NOT NULL
);
