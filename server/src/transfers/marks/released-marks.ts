import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import { type ClassCode, HOMEROOM, sheetParts } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { listDossierEvents } from '../../storage/queries/dossiers/dossiers.ts';
import { findEnrolment, listClassSubjects } from '../../storage/queries/schools/schools.ts';
import type { Existing } from '../stored-transfer.ts';

/** The marks that the last release of a transfer handed over. */
const releasedSheets = async (db: Db, dossier: string): Promise<readonly ArrivingSheet[]> => {
  const releases = (await listDossierEvents(db, dossier)).filter(({ kind }) => kind === 'release');
  const { enclosed } = releases.at(-1) ?? { enclosed: null };
  return enclosed === null ? [] : (JSON.parse(enclosed) as { sheets: ArrivingSheet[] }).sheets;
};

/** A class by its school and school year. */
export interface ClassPlace {
  readonly school: string;
  readonly year: string;
  readonly class: ClassCode;
}

/**
 * Subjects under which two classes learn different languages: their marks are of another subject and stay behind. Where
 * one of the schools has not said the language, the marks go along.
 */
export const otherLanguages = async (db: Db, a: ClassPlace, b: ClassPlace): Promise<ReadonlySet<string>> => {
  const [from, to] = await Promise.all(
    [a, b].map((place) => listClassSubjects(db, place.school, place.year, place.class)),
  );
  const languages = new Map((to ?? []).map(({ subject, language }) => [subject, language]));
  const differs = (from ?? []).filter(({ subject, language }) => {
    const there = languages.get(subject) ?? null;
    return language !== null && there !== null && language !== there;
  });
  return new Set(differs.map(({ subject }) => subject));
};

/**
 * The sheets of a released pupil that go on in a class: of subjects that it is taught and that are not of another
 * language. None come from a school year that is over.
 */
export const arrivingSheets = async (
  db: Db,
  { row, body }: Pick<Existing, 'row' | 'body'>,
): Promise<readonly ArrivingSheet[]> => {
  const { place } = body;
  const left = row.sender === null ? undefined : await findEnrolment(db, row.sender, place.year, row.student);
  if (left === undefined || row.sender === null) return [];
  const from = { school: row.sender, year: place.year, class: left.class as ClassCode };
  const to = { ...place, school: row.receiver };
  const others = await otherLanguages(db, from, to);
  const subjects = (await listClassSubjects(db, to.school, to.year, to.class)).map(({ subject }) => subject);
  const taught = new Set<string>([...subjects, HOMEROOM]);
  return (await releasedSheets(db, row.id)).filter(({ sheet }) => {
    const { subject } = sheetParts(sheet);
    return taught.has(subject) && !others.has(subject);
  });
};
