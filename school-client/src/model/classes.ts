import type { Me } from '@hocba/shared/contract/auth';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { useMemo } from 'react';
import { useYear } from './open-years.ts';
import { progressOfClass, type SubjectProgress } from './progress.ts';
import { seesClass, seesWholeClass } from './rights.ts';
import { useSession } from './session.ts';

/** Classes on this device, and whether anything can be said yet: `loading` from disk, `waiting` for the registry. */
export interface Classes {
  readonly status: 'loading' | 'waiting' | 'ready' | 'failed';
  readonly classes: readonly ClassDocument[];
}

const byClass = (a: ClassDocument, b: ClassDocument): number =>
  a.grade - b.grade || a.class.localeCompare(b.class, 'vi', { numeric: true });

/** The classes of a year the signed-in person has to do with. */
export const useClasses = (year: SchoolYear | undefined): Classes => {
  const { me } = useSession();
  const { state, failed } = useYear(year);
  return useMemo(() => {
    if (failed) return { status: 'failed', classes: [] };
    if (state === undefined || me === null || year === undefined) return { status: 'loading', classes: [] };
    const classes = [...state.docs.values()]
      .filter((doc): doc is ClassDocument => doc.kind === 'class' && seesClass(me, year, doc.class))
      .sort(byClass);
    return { status: state.fetched || classes.length > 0 ? 'ready' : 'waiting', classes };
  }, [state, failed, me, year]);
};

/** A class list; undefined while it is not on this device. */
export const useClassList = (year: SchoolYear, classCode: ClassCode): ClassDocument | undefined => {
  const { state } = useYear(year);
  const doc = state?.docs.get(`class:${classCode}`);
  return doc?.kind === 'class' ? doc : undefined;
};

const visibleSubjects = (me: Me, year: SchoolYear, list: ClassDocument): SubjectCode[] => {
  const all = [...list.subjects.map(({ subject }) => subject), HOMEROOM];
  if (seesWholeClass(me, year, list.class)) return all;
  return all.filter((subject) =>
    me.assignments.some((a) => a.year === year && a.class === list.class && a.subject === subject),
  );
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
}

/** How far the records of a class are, as the registry knows it. */
export const useRecordCounts = (year: SchoolYear, classCode: ClassCode): RecordCounts => {
  const { state } = useYear(year);
  return useMemo(() => {
    const list = state?.docs.get(`class:${classCode}`);
    const students =
      list?.kind === 'class' ? list.students.filter(({ status }) => status === 'studying') : [];
    const states = students.map(({ id }) => {
      const doc = state?.docs.get(`record:${id}`);
      return doc?.kind === 'record' ? doc.state : 'open';
    });
    const count = (wanted: string) => states.filter((one) => one === wanted).length;
    return {
      total: students.length,
      complete: count('complete'),
      confirmed: count('confirmed'),
      finalised: count('finalised'),
      issued: count('issued'),
    };
  }, [state, classCode]);
};
