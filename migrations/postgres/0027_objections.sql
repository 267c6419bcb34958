ALTER TABLE "record_share" ADD COLUMN "objected_at" text;--> statement-breakpoint
ALTER TABLE "record_share" ADD COLUMN "objection" text;--> statement-breakpoint
ALTER TABLE "record_share" ADD COLUMN "settled_as" text;--> statement-breakpoint
ALTER TABLE "record_share" ADD COLUMN "settled_by" text;--> statement-breakpoint
ALTER TABLE "record_share" ADD COLUMN "settled_at" text;--> statement-breakpoint
ALTER TABLE "record_share" ADD COLUMN "settlement" text;--> statement-breakpoint
CREATE INDEX "record_share_objected" ON "record_share" USING btree ("objected_at");