CREATE TABLE "sync_att" (
	"db" text NOT NULL,
	"id" text NOT NULL,
	"digest" text NOT NULL,
	"length" bigint NOT NULL,
	"data" text NOT NULL,
	CONSTRAINT "sync_att_db_id_digest_pk" PRIMARY KEY("db","id","digest")
);
