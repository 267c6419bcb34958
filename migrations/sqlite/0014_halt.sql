CREATE TABLE `halt` (
	`lane` text PRIMARY KEY NOT NULL,
	`since` text NOT NULL,
	`why` text NOT NULL
);
