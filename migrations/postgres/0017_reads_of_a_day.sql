DROP INDEX "audit_actor";--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor","at","action","student");