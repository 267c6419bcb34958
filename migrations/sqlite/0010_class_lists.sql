CREATE TABLE `class_list` (
	`db` text NOT NULL,
	`class` text NOT NULL,
	`number` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`db`, `class`)
);
--> statement-breakpoint
ALTER TABLE `submission` ADD `name` text;