CREATE TABLE "class_list" (
	"db" text NOT NULL,
	"class" text NOT NULL,
	"number" bigint NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "class_list_db_class_pk" PRIMARY KEY("db","class")
);
--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "name" text;