CREATE TABLE "dossier_photo" (
	"dossier" text NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "dossier_photo_dossier_seq_pk" PRIMARY KEY("dossier","seq")
);
