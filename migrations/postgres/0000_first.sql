CREATE TABLE "account" (
	"name" text PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"role" text NOT NULL,
	"school" text,
	"password_hash" text NOT NULL,
	"must_change" boolean NOT NULL,
	"disabled" boolean NOT NULL,
	"security_version" bigint NOT NULL,
	"scope_version" bigint NOT NULL,
	"created_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"school" text NOT NULL,
	"year" text NOT NULL,
	"class" text NOT NULL,
	"subject" text NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "assignment_school_year_class_subject_pk" PRIMARY KEY("school","year","class","subject")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"student" text,
	"detail" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "class_subject" (
	"school" text NOT NULL,
	"year" text NOT NULL,
	"class" text NOT NULL,
	"subject" text NOT NULL,
	"regular_marks" bigint NOT NULL,
	CONSTRAINT "class_subject_school_year_class_subject_pk" PRIMARY KEY("school","year","class","subject")
);
--> statement-breakpoint
CREATE TABLE "consent_code" (
	"id" text PRIMARY KEY NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"hash" text NOT NULL,
	"issued_by" text NOT NULL,
	"created_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"failures" bigint NOT NULL,
	"used_at" text,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counter" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" text PRIMARY KEY NOT NULL,
	"record" text NOT NULL,
	"revision" bigint NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"year" text NOT NULL,
	"kid" text NOT NULL,
	"jws" text NOT NULL,
	"issued_at" text NOT NULL,
	CONSTRAINT "credential_record" UNIQUE("record","revision")
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"school" text NOT NULL,
	"year" text NOT NULL,
	"student" text NOT NULL,
	"class" text NOT NULL,
	"position" bigint NOT NULL,
	"status" text NOT NULL,
	"joined_on" text,
	"exempt" jsonb NOT NULL,
	"not_assessed" boolean NOT NULL,
	CONSTRAINT "enrolment_school_year_student_pk" PRIMARY KEY("school","year","student")
);
--> statement-breakpoint
CREATE TABLE "intent" (
	"id" text PRIMARY KEY NOT NULL,
	"record" text NOT NULL,
	"revision" bigint NOT NULL,
	"student" text NOT NULL,
	"db" text NOT NULL,
	"digest" text NOT NULL,
	"payload" text NOT NULL,
	"created_at" text NOT NULL,
	CONSTRAINT "intent_record" UNIQUE("record","revision")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"run_at" text NOT NULL,
	"attempts" bigint NOT NULL,
	"lease_until" text,
	"version" bigint NOT NULL,
	"last_error" text,
	CONSTRAINT "job_key" UNIQUE("kind","key")
);
--> statement-breakpoint
CREATE TABLE "lookup_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"account" text NOT NULL,
	"purpose" text NOT NULL,
	"created_at" text NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projection" (
	"db" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"chain" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"hash" text PRIMARY KEY NOT NULL,
	"session" text NOT NULL,
	"issued_at" text NOT NULL,
	"used_at" text
);
--> statement-breakpoint
CREATE TABLE "school" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"commune" text NOT NULL,
	"province" text NOT NULL,
	"province_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "school_class" (
	"school" text NOT NULL,
	"year" text NOT NULL,
	"code" text NOT NULL,
	"grade" bigint NOT NULL,
	CONSTRAINT "school_class_school_year_code_pk" PRIMARY KEY("school","year","code")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"created_at" text NOT NULL,
	"last_used_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"ended_at" text,
	"ended_reason" text
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sheet" (
	"db" text NOT NULL,
	"id" text NOT NULL,
	"class" text NOT NULL,
	"state" text NOT NULL,
	"version" bigint NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "sheet_db_id_pk" PRIMARY KEY("db","id")
);
--> statement-breakpoint
CREATE TABLE "student" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"personal_id" text,
	"name" text NOT NULL,
	"sort_key" text NOT NULL,
	"search_key" text NOT NULL,
	"birth_date" text NOT NULL,
	"sex" text NOT NULL,
	"ethnicity" text NOT NULL,
	CONSTRAINT "student_code_unique" UNIQUE("code"),
	CONSTRAINT "student_personal_id_unique" UNIQUE("personal_id")
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"db" text NOT NULL,
	"seq" bigint NOT NULL,
	"doc" text NOT NULL,
	"kind" text NOT NULL,
	"dev" text NOT NULL,
	"n" bigint NOT NULL,
	"account" text NOT NULL,
	"received_at" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "submission_db_seq_pk" PRIMARY KEY("db","seq"),
	CONSTRAINT "submission_doc" UNIQUE("db","doc")
);
--> statement-breakpoint
CREATE TABLE "sync_db" (
	"name" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"opened_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sync_doc" (
	"db" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint NOT NULL,
	"winner" text NOT NULL,
	"deleted" boolean NOT NULL,
	"kind" text NOT NULL,
	"tree" text NOT NULL,
	CONSTRAINT "sync_doc_db_id_pk" PRIMARY KEY("db","id"),
	CONSTRAINT "sync_doc_seq" UNIQUE("db","seq")
);
--> statement-breakpoint
CREATE TABLE "sync_local" (
	"db" text NOT NULL,
	"id" text NOT NULL,
	"n" bigint NOT NULL,
	"body" text NOT NULL,
	"written_at" text NOT NULL,
	CONSTRAINT "sync_local_db_id_pk" PRIMARY KEY("db","id")
);
--> statement-breakpoint
CREATE TABLE "sync_quarantine" (
	"id" text PRIMARY KEY NOT NULL,
	"db" text NOT NULL,
	"doc" text NOT NULL,
	"account" text NOT NULL,
	"code" text NOT NULL,
	"body" text NOT NULL,
	"received_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sync_rev" (
	"db" text NOT NULL,
	"id" text NOT NULL,
	"rev" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "sync_rev_db_id_rev_pk" PRIMARY KEY("db","id","rev")
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"locked_until" text,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "year_record" (
	"db" text NOT NULL,
	"student" text NOT NULL,
	"class" text NOT NULL,
	"state" text NOT NULL,
	"revision" bigint NOT NULL,
	"version" bigint NOT NULL,
	"digest" text NOT NULL,
	"body" text NOT NULL,
	"findings" text NOT NULL,
	"approvals" text NOT NULL,
	"credential" text,
	CONSTRAINT "year_record_db_student_pk" PRIMARY KEY("db","student")
);
--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_student_student_id_fk" FOREIGN KEY ("student") REFERENCES "public"."student"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_intent" FOREIGN KEY ("id") REFERENCES "public"."intent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_student_student_id_fk" FOREIGN KEY ("student") REFERENCES "public"."student"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_account" ON "assignment" USING btree ("account");--> statement-breakpoint
CREATE INDEX "audit_student" ON "audit" USING btree ("student");--> statement-breakpoint
CREATE INDEX "consent_code_student" ON "consent_code" USING btree ("student","school");--> statement-breakpoint
CREATE INDEX "credential_student" ON "credential" USING btree ("student","year");--> statement-breakpoint
CREATE INDEX "enrolment_class" ON "enrolment" USING btree ("school","year","class");--> statement-breakpoint
CREATE INDEX "enrolment_student" ON "enrolment" USING btree ("student");--> statement-breakpoint
CREATE INDEX "job_due" ON "job" USING btree ("state","run_at");--> statement-breakpoint
CREATE INDEX "lookup_grant_student" ON "lookup_grant" USING btree ("student");--> statement-breakpoint
CREATE INDEX "refresh_token_session" ON "refresh_token" USING btree ("session");--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account");--> statement-breakpoint
CREATE INDEX "sheet_class" ON "sheet" USING btree ("db","class");--> statement-breakpoint
CREATE INDEX "submission_device" ON "submission" USING btree ("db","dev","n");--> statement-breakpoint
CREATE INDEX "sync_doc_kind" ON "sync_doc" USING btree ("db","kind","seq");--> statement-breakpoint
CREATE INDEX "sync_quarantine_db" ON "sync_quarantine" USING btree ("db");--> statement-breakpoint
CREATE INDEX "year_record_class" ON "year_record" USING btree ("db","class");