import { MAX_ASKED, Receipt } from '@hocba/shared/contract/sync';
import type { DeviceId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { CallError } from '../../registry/call.ts';
import { sendJson } from '../../registry/send-json.ts';
import { type Acks, isAcked, type Ledger } from './ledger.ts';
import type { Stored } from './outbox.ts';
import type { PushRun } from './run.ts';

/** Knowledge about the documents in the outbox under one device id, with those that are held besides. */
const acksOf = (documents: readonly Stored[], isHeld: (document: Stored) => boolean, from: number): Acks => {
  const upTo = documents.reduce((most, d) => (isHeld(d) ? Math.max(most, d.n) : most), from);
  return { upTo, missing: documents.filter((d) => d.n <= upTo && !isHeld(d)).map(({ n }) => n) };
};

/**
 * Whether another computer has this device id too, and was before this one: a copy of a disk goes on counting where the
 * other does. It shows when the registry holds another document under the number of one of ours.
 */
const isCopy = (receipt: Receipt, documents: readonly Stored[], asked: readonly Stored[]): boolean => {
  const held = new Set<string>(receipt.held);
  const missing = new Set(receipt.missing);
  const first = new Map(receipt.doubled.map((one) => [one.n, one.first]));
  return (
    asked.some(({ _id, n }) => n <= receipt.seen && !missing.has(n) && !held.has(_id)) ||
    documents.some(({ _id, n }) => first.has(n) && first.get(n) !== _id)
  );
};

const askFor = async (run: PushRun, dev: DeviceId, ids: readonly string[]): Promise<Receipt> => {
  const answer = await sendJson<unknown>(run, `_acks/${dev}`, { ids });
  if (!Value.Check(Receipt, answer)) throw new CallError('OFFLINE');
  return answer;
};

/** Which of some documents the registry holds, whatever this device has of them. Throws CallError. */
export const listHeld = async (
  run: PushRun,
  documents: readonly { readonly id: string; readonly dev: DeviceId }[],
): Promise<ReadonlySet<string>> => {
  const held: string[] = [];
  for (const dev of new Set(documents.map((document) => document.dev))) {
    const ids = documents.filter((document) => document.dev === dev).map(({ id }) => id);
    for (let from = 0; from < ids.length; from += MAX_ASKED) {
      held.push(...(await askFor(run, dev, ids.slice(from, from + MAX_ASKED))).held);
    }
  }
  return new Set(held);
};

/** Asks for some documents of one device id and writes the answer down. Another epoch begins with nothing known. */
const ask = async (
  run: PushRun,
  before: Ledger,
  dev: DeviceId,
  asked: readonly Stored[],
): Promise<Ledger> => {
  const receipt = await askFor(
    run,
    dev,
    asked.map(({ _id }) => _id),
  );
  const own = run.outbox.list().filter((document) => document.dev === dev);
  const held = new Set<string>(receipt.held);
  const isSame = receipt.epoch === before.epoch;
  const known = isSame ? before.acks : new Map<DeviceId, Acks>();
  const lost = new Set(receipt.missing);
  // Documents that were known to be held and are not any more by their numbers: somebody put back a copy of the data by
  // hand.
  const isKnown = (d: Stored) => isAcked({ acks: known }, d) && d.n <= receipt.seen && !lost.has(d.n);
  const isHeld = (document: Stored) => held.has(document._id) || isKnown(document);
  if (own.some((d) => isAcked({ acks: known }, d) && !isHeld(d))) await run.onSetBack();
  const acks = acksOf(own, isHeld, known.get(dev)?.upTo ?? 0);
  await run.ledger.saveAcks(receipt.epoch, new Map([...known, [dev, acks]]), run.now());
  if (isCopy(receipt, own, asked)) await run.outbox.device.renew(dev);
  return run.ledger.load();
};

/**
 * Asks the registry which of these documents of some device ids it holds, and writes down what it says. An id of which
 * no document is asked for still hears the epoch, and of the numbers that are held. Throws CallError.
 */
export const askAbout = async (
  run: PushRun,
  documents: readonly Stored[],
  devices: Iterable<DeviceId>,
): Promise<Ledger> => {
  let ledger = await run.ledger.load();
  for (const dev of devices) {
    const asked = documents.filter((document) => document.dev === dev);
    for (let from = 0; from === 0 || from < asked.length; from += MAX_ASKED) {
      ledger = await ask(run, ledger, dev, asked.slice(from, from + MAX_ASKED));
    }
  }
  run.onLedger(ledger);
  return ledger;
};

/** Own documents first; of those of others, who cannot send them now, as many as fit. */
const listOpen = ({ outbox, by }: PushRun, ledger: Ledger): Stored[] => {
  const open = outbox.list().filter((document) => !isAcked(ledger, document));
  const own = open.filter((document) => document.by === by);
  const room = Math.max(0, MAX_ASKED - own.length);
  return [...own, ...open.filter((document) => document.by !== by).slice(0, room)];
};

const fetchAll = async (run: PushRun, before: Ledger): Promise<Ledger> => {
  const now = await run.outbox.device.current();
  const devices = new Set([now, ...run.outbox.list().map(({ dev }) => dev)]);
  const after = await askAbout(run, listOpen(run, before), devices);
  const open = after.epoch === before.epoch ? [] : listOpen(run, after);
  return open.length === 0 ? after : askAbout(run, open, new Set(open.map(({ dev }) => dev)));
};

/** With nothing open receipts are asked for so seldom: only somebody who puts back a copy by hand makes them wrong. */
const SELDOM_MS = 60 * 60 * 1000;

/** Whether what is known of the registry may be wrong, although nothing is open. */
const isDue = ({ asked }: Ledger, greeting: string, now: string): boolean => {
  if (asked?.greeting !== greeting) return true;
  const age = Date.parse(now) - Date.parse(asked.at);
  return age < 0 || age > SELDOM_MS;
};

/**
 * Asks for everything that is not known to be held; under another epoch that is all there is. Nothing is asked while
 * nothing is open and the registry greets as it did at the last time. Throws CallError.
 */
export const fetchAcks = async (run: PushRun): Promise<Ledger> => {
  const before = await run.ledger.load();
  const greeting = await run.registry.greeting(run.url);
  if (listOpen(run, before).length === 0 && !isDue(before, greeting, run.now())) return before;
  const after = await fetchAll(run, before);
  await run.ledger.saveAsked({ greeting, at: run.now() });
  return after;
};
