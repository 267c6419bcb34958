CREATE TABLE "lookup_request" (
	"id" text PRIMARY KEY NOT NULL,
	"school" text NOT NULL,
	"account" text NOT NULL,
	"student_id" text NOT NULL,
	"name" text NOT NULL,
	"birth_date" text NOT NULL,
	"purpose" text NOT NULL,
	"ground" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" text NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" text,
	"answer" text,
	"grant_id" text,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "lookup_request_state" ON "lookup_request" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "lookup_request_school" ON "lookup_request" USING btree ("school","created_at");