/** The first grade of the level that a grade belongs to: primary, lower or upper secondary. */
const firstOfLevel = (grade: number): number => (grade <= 5 ? 1 : grade <= 9 ? 6 : 10);

/** The grades of one level before a grade, lowest first: a pupil who comes to the grade has a record of each. */
export const gradesBefore = (grade: number): number[] => {
  const first = firstOfLevel(grade);
  return Array.from({ length: grade - first }, (_, i) => first + i);
};
