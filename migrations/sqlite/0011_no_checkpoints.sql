DROP TABLE `sync_att`;--> statement-breakpoint
DROP TABLE `sync_local`;