CREATE TABLE "guardian_restriction" (
	"id" text PRIMARY KEY NOT NULL,
	"guardian" text NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"kind" text NOT NULL,
	"document" text NOT NULL,
	"valid_from" text NOT NULL,
	"valid_until" text,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" text NOT NULL,
	"confirmed_by" text,
	"confirmed_at" text,
	"end_asked_by" text,
	"end_reason" text,
	"ended_at" text,
	"version" bigint NOT NULL,
	"seal" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "guardian_link" ADD COLUMN "limits" text;--> statement-breakpoint
ALTER TABLE "link_code" ADD COLUMN "guardian" text;--> statement-breakpoint
CREATE INDEX "guardian_restriction_guardian" ON "guardian_restriction" USING btree ("guardian");--> statement-breakpoint
CREATE INDEX "guardian_restriction_student" ON "guardian_restriction" USING btree ("student");