CREATE TABLE `guardian` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`pin_hash` text NOT NULL,
	`disabled` integer NOT NULL,
	`security_version` integer NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `guardian_challenge` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text,
	`value` text,
	`code_hash` text,
	`link_code` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`failures` integer NOT NULL,
	`verified_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guardian_challenge_expires` ON `guardian_challenge` (`expires_at`);--> statement-breakpoint
CREATE TABLE `guardian_contact` (
	`guardian` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`verified_at` text NOT NULL,
	PRIMARY KEY(`guardian`, `kind`, `value`)
);
--> statement-breakpoint
CREATE INDEX `guardian_contact_value` ON `guardian_contact` (`kind`,`value`);--> statement-breakpoint
CREATE TABLE `guardian_link` (
	`id` text PRIMARY KEY NOT NULL,
	`guardian` text NOT NULL,
	`student` text NOT NULL,
	`relation` text NOT NULL,
	`source` text NOT NULL,
	`evidence` text,
	`valid_from` text NOT NULL,
	`valid_until` text,
	`may_see` integer NOT NULL,
	`may_ask` integer NOT NULL,
	`may_decide` integer NOT NULL,
	`gets_messages` integer NOT NULL,
	`ended_at` text,
	`version` integer NOT NULL,
	`seal` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guardian_link_guardian` ON `guardian_link` (`guardian`);--> statement-breakpoint
CREATE INDEX `guardian_link_student` ON `guardian_link` (`student`);--> statement-breakpoint
CREATE TABLE `guardian_session` (
	`id` text PRIMARY KEY NOT NULL,
	`guardian` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`idle_seconds` integer NOT NULL,
	`ended_at` text,
	`proof` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `guardian_session_guardian` ON `guardian_session` (`guardian`);--> statement-breakpoint
CREATE TABLE `link_code` (
	`id` text PRIMARY KEY NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`hash` text NOT NULL,
	`relation` text,
	`evidence` text,
	`valid_until` text,
	`issued_by` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`failures` integer NOT NULL,
	`used_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `link_code_student` ON `link_code` (`student`);