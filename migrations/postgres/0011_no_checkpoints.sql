DROP TABLE "sync_att" CASCADE;--> statement-breakpoint
DROP TABLE "sync_local" CASCADE;