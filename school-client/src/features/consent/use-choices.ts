import type { Me } from '@hocba/shared/contract/auth';
import { schools } from '@hocba/shared/contract/schools';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import { useEffect, useMemo, useState } from 'react';
import { formatDate } from '../../i18n/dates.ts';
import { type Classes, useClasses } from '../../model/class/classes.ts';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import type { Choice } from './picker.tsx';

const choicesOf = (classes: readonly ClassDocument[]): Choice[] =>
  classes.flatMap((list) =>
    list.students
      .filter(({ status }) => status === 'studying')
      .map(({ code, name, birthDate }) => ({
        code,
        name,
        note: `${list.class} · ${formatDate(birthDate)} · ${code}`,
      })),
  );

/**
 * The pupils of the own school that this device knows: of the newest year, and those of the year before who are in no
 * class of the newest. `isKnown` is false while a list may still come.
 */
export const useStudentChoices = (me: Me): { choices: readonly Choice[]; isKnown: boolean } => {
  const newest = useClasses(me.years[0]);
  const before = useClasses(me.years[1]);
  return useMemo(() => {
    const now = choicesOf(newest.classes);
    const codes = new Set(now.map(({ code }) => code));
    const left = choicesOf(before.classes).filter(({ code }) => !codes.has(code));
    const isKnown = (classes: Classes, year: string | undefined) =>
      year === undefined || (classes.status === 'ready' && classes.unread.length === 0);
    return {
      choices: [...now, ...left],
      isKnown: isKnown(newest, me.years[0]) && isKnown(before, me.years[1]),
    };
  }, [newest, before, me.years]);
};

/** The other schools of the registry, fetched when the page opens; null until they are here. */
export const useSchoolChoices = (
  me: Me,
): { choices: readonly Choice[] | null; problem: CallError | null } => {
  const [choices, setChoices] = useState<readonly Choice[] | null>(null);
  const [problem, setProblem] = useState<CallError | null>(null);
  const own = me.school?.code;
  const { callRegistry } = useSessionKeeper();
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
  }, [own, callRegistry]);
  return { choices, problem };
};
