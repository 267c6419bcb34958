import type { EnrolmentRow } from './schools/schools.ts';

/** The row of an enrolment for a pupil who studies in the class since the first day and takes everything. */
export const STUDYING: Omit<EnrolmentRow, 'school' | 'year' | 'student' | 'class' | 'position'> = {
  status: 'studying',
  joined_on: null,
  left_on: null,
  exempt: [],
  not_taken: null,
  not_assessed: false,
};
