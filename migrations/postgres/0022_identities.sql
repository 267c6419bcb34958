CREATE TABLE "guardian_identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"guardian" text NOT NULL,
	"created_at" text NOT NULL,
	CONSTRAINT "guardian_identity_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE INDEX "guardian_identity_guardian" ON "guardian_identity" USING btree ("guardian");