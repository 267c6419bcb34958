CREATE TABLE `former_class` (
	`school` text NOT NULL,
	`year` text NOT NULL,
	`student` text NOT NULL,
	`class` text NOT NULL,
	`carried` integer NOT NULL,
	PRIMARY KEY(`school`, `year`, `student`, `class`)
);
--> statement-breakpoint
CREATE INDEX `former_class_of` ON `former_class` (`school`,`year`,`class`);