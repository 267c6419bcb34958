import type { Me } from '@hocba/shared/contract/auth';
import { schools } from '@hocba/shared/contract/schools';
import { useEffect, useMemo, useState } from 'react';
import { formatDate } from '../../i18n/dates.ts';
import { useClasses } from '../../model/classes.ts';
import { type CallError, callErrorOf, callRegistry } from '../../model/session.ts';
import type { Choice } from './picker.tsx';

/** The pupils of the own school's newest year that this device knows. */
export const useStudentChoices = (me: Me): readonly Choice[] => {
  const { classes } = useClasses(me.years[0]);
  return useMemo(
    () =>
      classes.flatMap((list) =>
        list.students
          .filter(({ status }) => status === 'studying')
          .map(({ code, name, birthDate }) => ({
            code,
            name,
            note: `${list.class} · ${formatDate(birthDate)} · ${code}`,
          })),
      ),
    [classes],
  );
};

/** The other schools of the registry, fetched when the page opens. */
export const useSchoolChoices = (me: Me): { choices: readonly Choice[]; problem: CallError | null } => {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [problem, setProblem] = useState<CallError | null>(null);
  const own = me.school?.code;
  useEffect(() => {
    const load = async () => {
      try {
        const answer = await callRegistry(schools, {});
        setChoices(
          answer.schools
            .filter(({ code }) => code !== own)
            .map(({ code, name, commune, province }) => ({
              code,
              name,
              note: `${commune}, ${province} · ${code}`,
            })),
        );
      } catch (error) {
        setProblem(callErrorOf(error));
      }
    };
    void load();
  }, [own]);
  return { choices, problem };
};
