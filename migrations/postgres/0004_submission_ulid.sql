ALTER TABLE "submission" DROP CONSTRAINT "submission_doc";--> statement-breakpoint
CREATE UNIQUE INDEX "submission_doc" ON "submission" USING btree ("db",substr("doc", length("doc") - 25),"doc");