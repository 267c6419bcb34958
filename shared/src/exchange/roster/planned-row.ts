import type {
  ClassCode,
  LocalDate,
  PersonalId,
  StudentCode,
  StudentId,
  SubjectCode,
} from '../../school/identifiers.ts';
import type { BirthDate } from '../../school/pupil/birth-date.ts';
import type { Sex } from '../../school/pupil/sex.ts';
import type { RosterRow } from './roster.ts';

/**
 * A pupil as the registry holds them before the import; `enrolment` is null when not yet enrolled in this year. Only the
 * school that holds a pupil says who the pupil is.
 */
export interface KnownPupil {
  readonly id: StudentId;
  readonly code: StudentCode;
  readonly name: string;
  readonly birthDate: BirthDate;
  readonly sex: Sex;
  readonly ethnicity: string;
  readonly personalId: PersonalId | null;
  /** Whether this school is the one where the pupil studies, or studied last. */
  readonly isHeld: boolean;
  /** The school that holds the pupil, by name. */
  readonly holder: string;
  /** The other school where the pupil studies this year, by name. */
  readonly studiesAt: string | null;
  readonly enrolment: {
    readonly class: ClassCode;
    readonly position: number;
    readonly status: string;
    readonly joinedOn: LocalDate | null;
    readonly leftOn: LocalDate | null;
    readonly notTaken: readonly SubjectCode[];
  } | null;
}

/** A row with the subjects of its class that the pupil does not take; null where the list says nothing of them. */
export interface PlannedRow extends RosterRow {
  readonly notTaken: readonly SubjectCode[] | null;
}
