CREATE TABLE `guardian_identity` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`guardian` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `guardian_identity_guardian` ON `guardian_identity` (`guardian`);