import type { Upward } from '@hocba/shared/documents/upward';
import { listLocalNames } from '../../device/database/local-names.ts';
import { type Doc, type LocalDatabase, openLocal } from '../../device/database/pouch.ts';

/** One of the databases that follow each other as an outbox; the first has generation 0. */
export interface Volume {
  readonly name: string;
  readonly generation: number;
  readonly db: LocalDatabase<Upward>;
}

/** An upward document as it lies in a volume. */
type Kept = Upward & Doc;

/** Noted in a volume when everything that it had to take over is in it. */
const COMPLETE = 'complete';

/** The volume of a generation; it is made when there is none. */
export const openVolume = (base: string, generation: number): Volume => {
  const name = generation === 0 ? base : `${base}-g${generation}`;
  return { name, generation, db: openLocal<Upward>(name) };
};

/** The generations of which there is a database; none in a browser that does not list its databases. */
export const listGenerations = async (base: string): Promise<number[]> =>
  (await listLocalNames(base)).flatMap((end) => {
    if (end === '') return 0;
    const generation = /^-g([1-9][0-9]*)$/.exec(end)?.[1];
    return generation === undefined ? [] : Number(generation);
  });

const isComplete = async ({ generation, db }: Volume): Promise<boolean> =>
  generation === 0 || (await db.findNote(COMPLETE)) !== undefined;

/** In the order in which they were written. */
const listKept = async ({ db }: Volume): Promise<Kept[]> => (await db.changesSince(0)).docs as Kept[];

/** PouchDB sorts what it loads by id; one load for each ascending part keeps the order. */
const loadInOrder = async ({ db }: Volume, documents: readonly Kept[]): Promise<void> => {
  let from = 0;
  for (let to = 1; to <= documents.length; to += 1) {
    const [before, next] = [documents[to - 1]?._id ?? '', documents[to]?._id ?? ''];
    if (before < next) continue;
    await db.load(documents.slice(from, to));
    from = to;
  }
};

/** Copies into a volume what another has and it lacks, of what may not leave. */
const takeOver = async (from: Volume, to: Volume, mayLeave: (document: Upward) => boolean): Promise<void> => {
  const here = new Set((await listKept(to)).map(({ _id }) => _id));
  const lacking = (await listKept(from)).filter((one) => !here.has(one._id) && !mayLeave(one));
  await loadInOrder(to, lacking);
};

/**
 * Opens the volume that is in use: the newest that is complete. Others are what a tab left that died in between, or
 * wrote to after it was superseded; what may not leave is taken over from them before they go. Under the outbox's lock.
 */
export const openCurrent = async (
  base: string,
  mayLeave: () => Promise<(document: Upward) => boolean>,
): Promise<Volume> => {
  const volumes = (await listGenerations(base)).sort((a, b) => b - a).map((one) => openVolume(base, one));
  let current: Volume | undefined;
  for (const volume of volumes) if (current === undefined && (await isComplete(volume))) current = volume;
  const used = current ?? openVolume(base, 0);
  for (const volume of volumes) {
    if (volume.generation === used.generation) continue;
    await takeOver(volume, used, await mayLeave());
    await volume.db.destroy();
  }
  return used;
};

/**
 * Makes the next volume of the documents that stay, exactly as they are, and says so in it only when each was
 * read back. The volume before it is destroyed by the caller, last. Under the outbox's lock.
 */
export const fillNext = async (base: string, before: Volume, stay: readonly Kept[]): Promise<Volume> => {
  const next = openVolume(base, before.generation + 1);
  await loadInOrder(next, stay);
  const there = new Map((await listKept(next)).map(({ _id, _rev }) => [_id, _rev]));
  if (there.size !== stay.length || stay.some(({ _id, _rev }) => there.get(_id) !== _rev)) {
    await next.db.destroy();
    throw new Error('not everything could be copied');
  }
  await next.db.putNote(COMPLETE, {});
  return next;
};
