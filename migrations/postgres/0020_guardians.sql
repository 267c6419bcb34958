CREATE TABLE "guardian" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"pin_hash" text NOT NULL,
	"disabled" boolean NOT NULL,
	"security_version" bigint NOT NULL,
	"created_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guardian_challenge" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text,
	"value" text,
	"code_hash" text,
	"link_code" text,
	"created_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"failures" bigint NOT NULL,
	"verified_at" text,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guardian_contact" (
	"guardian" text NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"verified_at" text NOT NULL,
	CONSTRAINT "guardian_contact_guardian_kind_value_pk" PRIMARY KEY("guardian","kind","value")
);
--> statement-breakpoint
CREATE TABLE "guardian_link" (
	"id" text PRIMARY KEY NOT NULL,
	"guardian" text NOT NULL,
	"student" text NOT NULL,
	"relation" text NOT NULL,
	"source" text NOT NULL,
	"evidence" text,
	"valid_from" text NOT NULL,
	"valid_until" text,
	"may_see" boolean NOT NULL,
	"may_ask" boolean NOT NULL,
	"may_decide" boolean NOT NULL,
	"gets_messages" boolean NOT NULL,
	"ended_at" text,
	"version" bigint NOT NULL,
	"seal" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guardian_session" (
	"id" text PRIMARY KEY NOT NULL,
	"guardian" text NOT NULL,
	"created_at" text NOT NULL,
	"last_used_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"idle_seconds" bigint NOT NULL,
	"ended_at" text,
	"proof" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_code" (
	"id" text PRIMARY KEY NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"hash" text NOT NULL,
	"relation" text,
	"evidence" text,
	"valid_until" text,
	"issued_by" text NOT NULL,
	"created_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"failures" bigint NOT NULL,
	"used_at" text,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "guardian_challenge_expires" ON "guardian_challenge" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "guardian_contact_value" ON "guardian_contact" USING btree ("kind","value");--> statement-breakpoint
CREATE INDEX "guardian_link_guardian" ON "guardian_link" USING btree ("guardian");--> statement-breakpoint
CREATE INDEX "guardian_link_student" ON "guardian_link" USING btree ("student");--> statement-breakpoint
CREATE INDEX "guardian_session_guardian" ON "guardian_session" USING btree ("guardian");--> statement-breakpoint
CREATE INDEX "link_code_student" ON "link_code" USING btree ("student");