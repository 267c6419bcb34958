CREATE TABLE `record_share` (
	`id` text PRIMARY KEY NOT NULL,
	`guardian` text NOT NULL,
	`student` text NOT NULL,
	`purpose` text NOT NULL,
	`years` text NOT NULL,
	`pin_hash` text NOT NULL,
	`may_download` integer NOT NULL,
	`child_agreed_at` text,
	`created_at` text NOT NULL,
	`opens_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`objected_by` text,
	`stopped_at` text,
	`failures` integer NOT NULL,
	`views` integer NOT NULL,
	`version` integer NOT NULL,
	`seal` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `record_share_student` ON `record_share` (`student`);