DROP INDEX `audit_actor`;--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor`,`at`,`action`,`student`);