CREATE TABLE "waiting_year" (
	"db" text PRIMARY KEY NOT NULL,
	"newest" bigint NOT NULL,
	"holder" text,
	"held_until" text
);
--> statement-breakpoint
DROP INDEX "job_due";--> statement-breakpoint
CREATE INDEX "job_due" ON "job" USING btree ("state","kind","run_at");