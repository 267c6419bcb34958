CREATE TABLE `message` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`contact` text NOT NULL,
	`language` text NOT NULL,
	`sentence` text NOT NULL,
	`parameters` text NOT NULL,
	`student` text,
	`guardian` text,
	`school` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`problem` text,
	`created_at` text NOT NULL,
	`changed_at` text NOT NULL,
	`settled_by` text,
	`settled_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `message_school` ON `message` (`school`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `message_guardian` ON `message` (`guardian`);--> statement-breakpoint
CREATE TABLE `message_stop` (
	`channel` text NOT NULL,
	`contact` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`channel`, `contact`)
);
