import { type Static, Type } from 'typebox';

/** How the one-subject lift makes a subject harmless: a passing value in its place, or the subject left out. */
export const LiftReading = Type.Union([Type.Literal('replace'), Type.Literal('remove')]);
export type LiftReading = Static<typeof LiftReading>;

/**
 * Where the circular can be read in two ways, the reading a registry is set to. `lift`: how Art. 9(3) makes a subject
 * harmless. `bothFailed`: learning and conduct both CĐ; Art. 14 asks for conduct of at least Đạt, which by one reading
 * shuts the pupil out of a re-test, by the other can still be reached by summer training, and which a registry may
 * leave to a person case by case.
 */
export interface Policy {
  readonly lift: LiftReading;
  readonly bothFailed: 'repeat' | 'train-then-retest' | 'person-decides';
}

/** The readings taken where nothing else is configured. */
export const DEFAULT_POLICY: Policy = { lift: 'replace', bothFailed: 'repeat' };
