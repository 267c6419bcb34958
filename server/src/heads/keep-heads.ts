import type { Config } from '../config.ts';
import type { Db } from '../storage/engine/db.ts';
import { errorName } from '../storage/engine/error-name.ts';
import { getEpoch } from '../storage/queries/settings.ts';
import { noteTold, signHead, type Told, takeHeads } from './head.ts';
import { type HeadKey, readHeadKey } from './head-key.ts';
import { appendHeads, readHeadsFile } from './heads-file.ts';
import { HEAD_MEMBER } from './heads-text.ts';

const DAY_MS = 86_400_000;
/** How much of the file a start reads, which may hold years; logs that were told before are told again. */
const READ_AT_START = 4_000_000;

type Place = Pick<Config, 'headKeyFile' | 'signingKeyFile' | 'publicUrl'>;

/** Ends of logs that the newest heads in the file of this registry tell, of the epoch of the database. */
export const readTold = async (db: Db, config: Place, key: HeadKey): Promise<Told> => {
  const epoch = await getEpoch(db);
  const told: Told = new Map();
  for (const head of (await readHeadsFile(config, key, READ_AT_START)).heads) {
    if (head.epoch === epoch) noteTold(told, head);
  }
  return told;
};

interface Log {
  info(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

interface Keeping {
  readonly db: Db;
  readonly config: Place;
  readonly clock: () => string;
  readonly log: Log;
}

/** How heads are told: into the log, which leaves the machine where it is collected, and into the file. */
const teller = async ({ db, config, clock, log }: Keeping): Promise<() => Promise<void>> => {
  const key = await readHeadKey(config);
  const told = await readTold(db, config, key);
  return async () => {
    const signed: string[] = [];
    for (const head of await takeHeads(db, { iss: config.publicUrl, at: clock(), told })) {
      const jws = await signHead(key, head);
      signed.push(jws);
      log.info({ [HEAD_MEMBER]: jws, audit: head.audit.seq, logs: head.logs.length }, 'chain.head');
    }
    appendHeads(config, signed);
  };
};

/**
 * Tells heads of log and audit now and then once a day; the answer stops it. Nothing here stops a registry: a missing
 * key, a folder that is read-only and a database that is away are told in the log.
 */
export const keepHeads = async (keeping: Keeping): Promise<() => void> => {
  let tell: (() => Promise<void>) | undefined;
  const run = async (): Promise<void> => {
    try {
      tell ??= await teller(keeping);
      await tell();
    } catch (error) {
      keeping.log.error({ error: errorName(error) }, 'heads.failed');
    }
  };
  await run();
  const timer = setInterval(() => void run(), DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
};
