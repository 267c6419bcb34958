CREATE TABLE `enrolment_confirmation` (
	`id` text PRIMARY KEY NOT NULL,
	`student` text NOT NULL,
	`school` text NOT NULL,
	`year` text NOT NULL,
	`kid` text NOT NULL,
	`jws` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` text NOT NULL,
	`valid_until` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `enrolment_confirmation_student` ON `enrolment_confirmation` (`student`,`issued_at`);