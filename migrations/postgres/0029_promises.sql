CREATE TABLE "promise" (
	"id" text PRIMARY KEY NOT NULL,
	"dossier" text NOT NULL,
	"nth" bigint NOT NULL,
	"kind" text NOT NULL,
	"student" text NOT NULL,
	"school" text NOT NULL,
	"holder" text,
	"holder_name" text NOT NULL,
	"grades" text NOT NULL,
	"until" text,
	"due" text,
	"state" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" text NOT NULL,
	"signer" text,
	"signer_relation" text,
	"signed_how" text,
	"signed_by" text,
	"signed_at" text,
	"answer" text,
	"closed_by" text,
	"closed_at" text,
	"version" bigint NOT NULL,
	"seal" text NOT NULL,
	CONSTRAINT "promise_nth" UNIQUE("dossier","nth")
);
--> statement-breakpoint
CREATE INDEX "promise_student" ON "promise" USING btree ("student");--> statement-breakpoint
CREATE INDEX "promise_school" ON "promise" USING btree ("school","state");--> statement-breakpoint
CREATE INDEX "promise_holder" ON "promise" USING btree ("holder","state");