CREATE TABLE "known_device" (
	"account" text NOT NULL,
	"device" text NOT NULL,
	"last_at" text NOT NULL,
	CONSTRAINT "known_device_account_device_pk" PRIMARY KEY("account","device")
);
--> statement-breakpoint
ALTER TABLE "throttle" ADD COLUMN "last_at" text;--> statement-breakpoint
ALTER TABLE "throttle" ADD COLUMN "account" text;--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "throttle_last" ON "throttle" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "throttle_account" ON "throttle" USING btree ("account");