CREATE TABLE "former_class" (
	"school" text NOT NULL,
	"year" text NOT NULL,
	"student" text NOT NULL,
	"class" text NOT NULL,
	"carried" boolean NOT NULL,
	CONSTRAINT "former_class_school_year_student_class_pk" PRIMARY KEY("school","year","student","class")
);
--> statement-breakpoint
CREATE INDEX "former_class_of" ON "former_class" USING btree ("school","year","class");