ALTER TABLE `record_share` ADD `objected_at` text;--> statement-breakpoint
ALTER TABLE `record_share` ADD `objection` text;--> statement-breakpoint
ALTER TABLE `record_share` ADD `settled_as` text;--> statement-breakpoint
ALTER TABLE `record_share` ADD `settled_by` text;--> statement-breakpoint
ALTER TABLE `record_share` ADD `settled_at` text;--> statement-breakpoint
ALTER TABLE `record_share` ADD `settlement` text;--> statement-breakpoint
CREATE INDEX `record_share_objected` ON `record_share` (`objected_at`);