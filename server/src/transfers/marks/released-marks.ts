import type { ArrivingSheet } from '@hocba/shared/record/arrival';
import { type ClassCode, sheetParts } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { listDossierEvents } from '../../storage/queries/dossiers/dossiers.ts';
import { listClassSubjects } from '../../storage/queries/schools/schools.ts';

/** The marks that the last release of a transfer handed over. */
export const releasedSheets = async (db: Db, dossier: string): Promise<readonly ArrivingSheet[]> => {
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

/** Those of released marks that go on in a class: not those of another language. */
export const sheetsFor = (
  sheets: readonly ArrivingSheet[],
  others: ReadonlySet<string>,
): readonly ArrivingSheet[] => sheets.filter(({ sheet }) => !others.has(sheetParts(sheet).subject));
