CREATE TABLE `dossier_photo` (
	`dossier` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`dossier`, `seq`)
);
