CREATE TABLE "sync_quota" (
	"account" text PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"documents" bigint NOT NULL,
	"bytes" bigint NOT NULL
);
