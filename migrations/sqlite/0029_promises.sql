CREATE TABLE `promise` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`nth` integer NOT NULL,
	`kind` text NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`holder` text,
	`holder_name` text NOT NULL,
	`grades` text NOT NULL,
	`until` text,
	`due` text,
	`state` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`signer` text,
	`signer_relation` text,
	`signed_how` text,
	`signed_by` text,
	`signed_at` text,
	`answer` text,
	`closed_by` text,
	`closed_at` text,
	`version` integer NOT NULL,
	`seal` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `promise_student` ON `promise` (`student`);--> statement-breakpoint
CREATE INDEX `promise_school` ON `promise` (`school`,`state`);--> statement-breakpoint
CREATE INDEX `promise_holder` ON `promise` (`holder`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `promise_nth` ON `promise` (`dossier`,`nth`);