CREATE TABLE "record_slip" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"issued_by" text NOT NULL,
	"created_at" text NOT NULL,
	"expires_at" text NOT NULL,
	CONSTRAINT "record_slip_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE INDEX "record_slip_student" ON "record_slip" USING btree ("student");