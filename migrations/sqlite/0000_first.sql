CREATE TABLE `account` (
	`name` text PRIMARY KEY NOT NULL,
	`display_name` text NOT NULL,
	`role` text NOT NULL,
	`school` text,
	`password_hash` text NOT NULL,
	`must_change` integer NOT NULL,
	`disabled` integer NOT NULL,
	`security_version` integer NOT NULL,
	`scope_version` integer NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `assignment` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`class` text NOT NULL,
	`subject` text NOT NULL,
	`account` text NOT NULL,
	PRIMARY KEY(`school`, `year`, `class`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `assignment_account` ON `assignment` (`account`);--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`student` text,
	`detail` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_student` ON `audit` (`student`);--> statement-breakpoint
CREATE TABLE `class_subject` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`class` text NOT NULL,
	`subject` text NOT NULL,
	`regular_marks` integer NOT NULL,
	PRIMARY KEY(`school`, `year`, `class`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `consent_code` (
	`id` text PRIMARY KEY NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`hash` text NOT NULL,
	`issued_by` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`failures` integer NOT NULL,
	`used_at` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consent_code_student` ON `consent_code` (`student`,`school`);--> statement-breakpoint
CREATE TABLE `counter` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `credential` (
	`id` text PRIMARY KEY NOT NULL,
	`record` text NOT NULL,
	`revision` integer NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`year` text NOT NULL,
	`kid` text NOT NULL,
	`jws` text NOT NULL,
	`issued_at` text NOT NULL,
	FOREIGN KEY (`student`) REFERENCES `student`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`id`) REFERENCES `intent`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `credential_student` ON `credential` (`student`,`year`);--> statement-breakpoint
CREATE UNIQUE INDEX `credential_record` ON `credential` (`record`,`revision`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`student` text NOT NULL,
	`class` text NOT NULL,
	`position` integer NOT NULL,
	`status` text NOT NULL,
	`joined_on` text,
	`exempt` text NOT NULL,
	`not_assessed` integer NOT NULL,
	PRIMARY KEY(`school`, `year`, `student`),
	FOREIGN KEY (`student`) REFERENCES `student`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_class` ON `enrolment` (`school`,`year`,`class`);--> statement-breakpoint
CREATE INDEX `enrolment_student` ON `enrolment` (`student`);--> statement-breakpoint
CREATE TABLE `intent` (
	`id` text PRIMARY KEY NOT NULL,
	`record` text NOT NULL,
	`revision` integer NOT NULL,
	`student` text NOT NULL,
	`db` text NOT NULL,
	`digest` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intent_record` ON `intent` (`record`,`revision`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`state` text NOT NULL,
	`run_at` text NOT NULL,
	`attempts` integer NOT NULL,
	`lease_until` text,
	`version` integer NOT NULL,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`state`,`run_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `job_key` ON `job` (`kind`,`key`);--> statement-breakpoint
CREATE TABLE `lookup_grant` (
	`id` text PRIMARY KEY NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`account` text NOT NULL,
	`purpose` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lookup_grant_student` ON `lookup_grant` (`student`);--> statement-breakpoint
CREATE TABLE `projection` (
	`db` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`chain` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refresh_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`session` text NOT NULL,
	`issued_at` text NOT NULL,
	`used_at` text
);
--> statement-breakpoint
CREATE INDEX `refresh_token_session` ON `refresh_token` (`session`);--> statement-breakpoint
CREATE TABLE `school` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`commune` text NOT NULL,
	`province` text NOT NULL,
	`province_code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `school_class` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`code` text NOT NULL,
	`grade` integer NOT NULL,
	PRIMARY KEY(`school`, `year`, `code`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`ended_at` text,
	`ended_reason` text
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sheet` (
	`db` text NOT NULL,
	`id` text NOT NULL,
	`class` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`db`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sheet_class` ON `sheet` (`db`,`class`);--> statement-breakpoint
CREATE TABLE `student` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`personal_id` text,
	`name` text NOT NULL,
	`sort_key` text NOT NULL,
	`search_key` text NOT NULL,
	`birth_date` text NOT NULL,
	`sex` text NOT NULL,
	`ethnicity` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `student_code_unique` ON `student` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `student_personal_id_unique` ON `student` (`personal_id`);--> statement-breakpoint
CREATE TABLE `submission` (
	`db` text NOT NULL,
	`seq` integer NOT NULL,
	`doc` text NOT NULL,
	`kind` text NOT NULL,
	`dev` text NOT NULL,
	`n` integer NOT NULL,
	`account` text NOT NULL,
	`received_at` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`db`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `submission_device` ON `submission` (`db`,`dev`,`n`);--> statement-breakpoint
CREATE UNIQUE INDEX `submission_doc` ON `submission` (`db`,`doc`);--> statement-breakpoint
CREATE TABLE `sync_db` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`opened_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sync_doc` (
	`db` text NOT NULL,
	`id` text NOT NULL,
	`seq` integer NOT NULL,
	`winner` text NOT NULL,
	`deleted` integer NOT NULL,
	`kind` text NOT NULL,
	`tree` text NOT NULL,
	PRIMARY KEY(`db`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sync_doc_kind` ON `sync_doc` (`db`,`kind`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `sync_doc_seq` ON `sync_doc` (`db`,`seq`);--> statement-breakpoint
CREATE TABLE `sync_local` (
	`db` text NOT NULL,
	`id` text NOT NULL,
	`n` integer NOT NULL,
	`body` text NOT NULL,
	`written_at` text NOT NULL,
	PRIMARY KEY(`db`, `id`)
);
--> statement-breakpoint
CREATE TABLE `sync_quarantine` (
	`id` text PRIMARY KEY NOT NULL,
	`db` text NOT NULL,
	`doc` text NOT NULL,
	`account` text NOT NULL,
	`code` text NOT NULL,
	`body` text NOT NULL,
	`received_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sync_quarantine_db` ON `sync_quarantine` (`db`);--> statement-breakpoint
CREATE TABLE `sync_rev` (
	`db` text NOT NULL,
	`id` text NOT NULL,
	`rev` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`db`, `id`, `rev`)
);
--> statement-breakpoint
CREATE TABLE `throttle` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `year_record` (
	`db` text NOT NULL,
	`student` text NOT NULL,
	`class` text NOT NULL,
	`state` text NOT NULL,
	`revision` integer NOT NULL,
	`version` integer NOT NULL,
	`digest` text NOT NULL,
	`body` text NOT NULL,
	`findings` text NOT NULL,
	`approvals` text NOT NULL,
	`credential` text,
	PRIMARY KEY(`db`, `student`)
);
--> statement-breakpoint
CREATE INDEX `year_record_class` ON `year_record` (`db`,`class`);