import type { Entry } from '@hocba/shared/record/entry';
import { ulid } from 'ulid';
import { columnEntries } from '../demo-classes.ts';

const YEAR = 2030;

/**
 * Entries of about 1,500 bytes, each a document of its own: the columns of a school year over and over, as
 * corrections.
 */
export const entryDocs = (count: number): Entry[] => {
  const columns = columnEntries(YEAR, count);
  return Array.from({ length: count }, (_, i) => {
    const entry = columns[i % columns.length];
    if (entry === undefined) throw new Error('the school has no columns');
    return { ...entry, _id: `entry:${entry.sheet}:${ulid()}`, n: i + 1 };
  });
};

/** The entries as verdicts, which come down: a document that a device sent is never sent back as it was. */
export const downwardDocs = (entries: readonly Entry[]): { _id: string }[] =>
  entries.map((entry) => ({ ...entry, _id: `verdict:${entry._id}` }));

/** Bytes of a document, on average. */
export const meanBytes = (docs: readonly object[]): number =>
  Math.round(docs.reduce((sum, doc) => sum + Buffer.byteLength(JSON.stringify(doc)), 0) / docs.length);
