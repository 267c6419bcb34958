import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import { compareClasses } from '@hocba/shared/school/class-code';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { hasWorkIn, seesClass, seesWholeClass } from '@hocba/shared/school/rights';
import { useMemo } from 'react';
import type { YearState } from '../../sync/year.ts';
import { useSession } from '../../work/session.ts';
import { useYear } from '../../work/use-workspace.ts';
import { progressOfClass, type SheetProgress, type SubjectProgress, sheetsOf } from './progress.ts';

/** Classes on this device, and whether anything can be said yet: `loading` from disk, `waiting` for the registry. */
export interface Classes {
  readonly status: 'loading' | 'waiting' | 'ready' | 'failed';
  readonly classes: readonly ClassDocument[];
  /** Classes that only a newer version of this page can read. */
  readonly unread: readonly string[];
}

/** The class lists that a person has to do with, of what a device holds, in the order of a school. */
export const classesIn = (docs: YearState['docs'], me: Me, year: SchoolYear): ClassDocument[] =>
  [...docs.values()]
    .filter((doc): doc is ClassDocument => doc.kind === 'class' && seesClass(me, year, doc.class))
    .sort((a, b) => compareClasses(a.class, b.class));

/** The classes of a year the signed-in person has to do with. */
export const useClasses = (year: SchoolYear | undefined): Classes => {
  const { me } = useSession();
  const { state, failed } = useYear(year);
  return useMemo(() => {
    const none = { classes: [], unread: [] };
    if (failed) return { status: 'failed', ...none };
    if (me === null || year === undefined) return { status: 'loading', ...none };
    // The registry gives this person nothing of the year, and waiting for it would have no end.
    if (!hasWorkIn(me, year)) return { status: 'ready', ...none };
    if (state === undefined) return { status: 'loading', ...none };
    const classes = classesIn(state.docs, me, year);
    const unread = [...state.newer].flatMap((id) => (id.startsWith('class:') ? [id.slice(6)] : []));
    const isKnown = state.fetched || classes.length > 0 || state.withdrawn;
    return { status: isKnown ? 'ready' : 'waiting', classes, unread };
  }, [state, failed, me, year]);
};

/** A class list; undefined while it is not on this device. */
export const useClassList = (year: SchoolYear, classCode: ClassCode): ClassDocument | undefined => {
  const { state } = useYear(year);
  const doc = state?.docs.get(`class:${classCode}`);
  return doc?.kind === 'class' ? doc : undefined;
};

const ownSubjects = (me: Me, year: SchoolYear, list: ClassDocument): SubjectCode[] =>
  me.assignments.flatMap((a) => (a.year === year && a.class === list.class ? [a.subject] : []));

const visibleSubjects = (me: Me, year: SchoolYear, list: ClassDocument): SubjectCode[] => {
  const all = [...list.subjects.map(({ subject }) => subject), HOMEROOM];
  if (seesWholeClass(me, year, list.class)) return all;
  const own = ownSubjects(me, year, list);
  return all.filter((subject) => own.includes(subject));
};

/** How far the own sheets of a teacher are, of all classes of a year. */
export const useOwnSheets = (year: SchoolYear): readonly SheetProgress[] => {
  const { me } = useSession();
  const { state } = useYear(year);
  return useMemo(() => {
    if (state === undefined || me === null) return [];
    return classesIn(state.docs, me, year).flatMap((list) =>
      sheetsOf(progressOfClass(state, list, ownSubjects(me, year, list))),
    );
  }, [state, me, year]);
};

/** How far the sheets of a class are, of those the signed-in person sees. */
export const useClassProgress = (year: SchoolYear, classCode: ClassCode): readonly SubjectProgress[] => {
  const { me } = useSession();
  const { state } = useYear(year);
  return useMemo(() => {
    const list = state?.docs.get(`class:${classCode}`);
    if (state === undefined || me === null || list?.kind !== 'class') return [];
    return progressOfClass(state, list, visibleSubjects(me, year, list));
  }, [state, me, year, classCode]);
};

/** How many records of a class are in which state. */
export interface RecordCounts {
  readonly total: number;
  readonly complete: number;
  readonly confirmed: number;
  readonly finalised: number;
  readonly issued: number;
  /** Records that only a newer version of this page can read. */
  readonly unread: number;
}

/** How far the records of a class are, of what a device holds; a record that another class approved is not its own. */
export const countRecords = (
  { docs, newer }: Pick<YearState, 'docs' | 'newer'>,
  list: ClassDocument,
): RecordCounts => {
  const students = list.students.filter(
    ({ status, recordIn }) => status === 'studying' && recordIn === undefined,
  );
  const states = students.map(({ id }) => {
    if (newer.has(`record:${id}`)) return 'unread';
    const doc = docs.get(`record:${id}`);
    return doc?.kind === 'record' ? doc.state : 'open';
  });
  const count = (wanted: string) => states.filter((one) => one === wanted).length;
  return {
    total: students.length,
    complete: count('complete'),
    confirmed: count('confirmed'),
    finalised: count('finalised'),
    issued: count('issued'),
    unread: count('unread'),
  };
};

/** How far the records of every class are whose records this device is given. */
export const useAllRecordCounts = (year: SchoolYear): ReadonlyMap<ClassCode, RecordCounts> => {
  const { me } = useSession();
  const { state } = useYear(year);
  const { classes } = useClasses(year);
  return useMemo(() => {
    if (state === undefined || me === null) return new Map();
    const seen = classes.filter((list) => seesWholeClass(me, year, list.class));
    return new Map(seen.map((list) => [list.class, countRecords(state, list)]));
  }, [state, me, year, classes]);
};

/**
 * How far the records of a class are, as the registry knows it; undefined where this device cannot know, because the
 * registry gives this person no records of the class.
 */
export const useRecordCounts = (year: SchoolYear, classCode: ClassCode): RecordCounts | undefined => {
  const { me } = useSession();
  const { state } = useYear(year);
  return useMemo(() => {
    const list = state?.docs.get(`class:${classCode}`);
    if (state === undefined || me === null || list?.kind !== 'class') return undefined;
    return seesWholeClass(me, year, classCode) ? countRecords(state, list) : undefined;
  }, [state, me, year, classCode]);
};
