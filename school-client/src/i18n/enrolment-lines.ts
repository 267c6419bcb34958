import type { Enrolment } from '@hocba/shared/credential/enrolment/confirmation';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';

/** The names of the lines in the words of a page. */
type Labels = Readonly<Record<'name' | 'birthDate' | 'school' | 'class' | 'from' | 'until', string>>;

/** The lines of a confirmation of enrolment in their order: a paper, a phone and the public check say no more and no less. */
export const enrolmentLines = (enrolment: Enrolment, labels: Labels): (readonly [string, string])[] => {
  const { student, school, class: name, from, until } = enrolment;
  return [
    [labels.name, student.name],
    [labels.birthDate, formatBirthDate(student.birthDate)],
    [labels.school, `${school.name}, ${school.commune}, ${school.province}`],
    [labels.class, name],
    [labels.from, formatBirthDate(from)],
    [labels.until, formatBirthDate(until)],
  ];
};
