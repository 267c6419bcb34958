CREATE TABLE `known_device` (
	`account` text NOT NULL,
	`device` text NOT NULL,
	`last_at` text NOT NULL,
	PRIMARY KEY(`account`, `device`)
);
--> statement-breakpoint
ALTER TABLE `throttle` ADD `last_at` text;--> statement-breakpoint
ALTER TABLE `throttle` ADD `account` text;--> statement-breakpoint
CREATE INDEX `throttle_last` ON `throttle` (`last_at`);--> statement-breakpoint
CREATE INDEX `throttle_account` ON `throttle` (`account`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor`,`at`);--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`action`,`at`);