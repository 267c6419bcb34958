CREATE TABLE "record_share" (
	"id" text PRIMARY KEY NOT NULL,
	"guardian" text NOT NULL,
	"student" text NOT NULL,
	"purpose" text NOT NULL,
	"years" jsonb NOT NULL,
	"pin_hash" text NOT NULL,
	"may_download" boolean NOT NULL,
	"child_agreed_at" text,
	"created_at" text NOT NULL,
	"opens_at" text NOT NULL,
	"ends_at" text NOT NULL,
	"objected_by" text,
	"stopped_at" text,
	"failures" bigint NOT NULL,
	"views" bigint NOT NULL,
	"version" bigint NOT NULL,
	"seal" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "record_share_student" ON "record_share" USING btree ("student");