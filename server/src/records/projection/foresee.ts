import type { Finding } from '@hocba/shared/marks/finding';
import type { Entry } from '@hocba/shared/record/entry';
import { DEFAULT_POLICY } from '@hocba/shared/regulations/policy';
import { type DatabaseName, type Instant, sheetParts } from '@hocba/shared/school/identifiers';
import { readListDocument } from '../../schools/log-class-lists.ts';
import { openBatch } from './batch.ts';
import { judgeEntry } from './fold/judge-entry.ts';
import { judgeMoved } from './fold/judge-moved.ts';
import { foldedLists } from './folded-lists.ts';
import type { ProjectServices } from './project.ts';

/**
 * What the registry would answer, cell by cell, if the author of these entries sent them now. The projector's own rules
 * judge them against what is projected so far. Nothing is written, and no device is told.
 */
export const foresee = async (
  { db, policy = DEFAULT_POLICY }: Pick<ProjectServices, 'db' | 'policy'>,
  name: DatabaseName,
  entries: readonly Entry[],
): Promise<Finding[]> => {
  if (entries.length === 0) return [];
  const classes = [...new Set(entries.map(({ sheet }) => sheetParts(sheet).class))];
  const at = entries[0]?.at as Instant;
  const lists = await Promise.all(
    classes.map((code) => readListDocument(db, name, code, { number: 1, moves: [], at })),
  );
  // The lists as they are now, which the log may not say yet.
  const folded = foldedLists(db, name);
  for (const list of lists) folded.put(list);
  const batch = await openBatch(db, folded, { classes, students: [], lists: [] }, policy);
  for (const sent of entries) {
    const list = await batch.classes.find(sheetParts(sent.sheet).class);
    if (list === undefined) continue;
    const { entry, findings } = await judgeMoved(batch, list, sent);
    judgeEntry(batch, list, entry, undefined, findings);
  }
  return batch.verdicts.flatMap(({ findings }) => findings);
};
