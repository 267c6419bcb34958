CREATE TABLE `code_counter` (
	`agency` text NOT NULL,
	`day` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`agency`, `day`)
);
--> statement-breakpoint
CREATE TABLE `departure` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`student` text NOT NULL,
	`left_on` text NOT NULL,
	`why` text NOT NULL,
	`dossier` text NOT NULL,
	PRIMARY KEY(`school`, `year`, `student`)
);
--> statement-breakpoint
CREATE TABLE `dossier` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text,
	`procedure` text NOT NULL,
	`open_key` text,
	`student` text NOT NULL,
	`receiver` text NOT NULL,
	`sender` text,
	`state` text NOT NULL,
	`seq` integer NOT NULL,
	`filed_at` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dossier_receiver` ON `dossier` (`receiver`,`state`);--> statement-breakpoint
CREATE INDEX `dossier_sender` ON `dossier` (`sender`,`state`);--> statement-breakpoint
CREATE INDEX `dossier_student` ON `dossier` (`student`);--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_code_unique` ON `dossier` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_open_key_unique` ON `dossier` (`open_key`);--> statement-breakpoint
CREATE TABLE `dossier_event` (
	`dossier` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`body` text NOT NULL,
	`enclosed` text,
	`hash` text NOT NULL,
	PRIMARY KEY(`dossier`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `dossier_result` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`kid` text NOT NULL,
	`jws` text NOT NULL,
	`issued_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `dossier_result_of` ON `dossier_result` (`dossier`,`seq`);