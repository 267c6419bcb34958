CREATE TABLE `whereabouts` (
	`id` text PRIMARY KEY NOT NULL,
	`student` text NOT NULL,
	`kind` text NOT NULL,
	`note` text NOT NULL,
	`noted_by` text NOT NULL,
	`noted_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `whereabouts_student` ON `whereabouts` (`student`);--> statement-breakpoint
CREATE INDEX `enrolment_status` ON `enrolment` (`status`,`year`);