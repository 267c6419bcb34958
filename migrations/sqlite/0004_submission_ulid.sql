DROP INDEX `submission_doc`;--> statement-breakpoint
-- Corrected by hand: the generator cuts an expression in two at its comma.
CREATE UNIQUE INDEX `submission_doc` ON `submission` (`db`,substr("doc", length("doc") - 25),`doc`);