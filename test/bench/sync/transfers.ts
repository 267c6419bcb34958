import autocannon from 'autocannon';
import { localPouch, type Pouch, remotePouch } from '../../fixtures/stock-pouch.ts';
import type { Spent } from './sides/child.ts';
import type { Place, Side } from './sides/side.ts';

/** One measurement of one server. */
export interface Sample {
  /** Documents or requests per second, as the client sees it. */
  readonly rate: number;
  /** Processor time of the server per document or request, in milliseconds. */
  readonly cpuMs: number;
  readonly loopP99Ms: number;
  readonly loopMaxMs: number;
}

const sampleOf = (count: number, { ms, cpuMs, loopP99Ms, loopMaxMs }: Spent): Sample => ({
  rate: (count * 1000) / ms,
  cpuMs: cpuMs / count,
  loopP99Ms,
  loopMaxMs,
});

/** The connection that a device would open. */
export const remoteOf = ({ url, name, token }: Place): Pouch => remotePouch({ url }, name, token);

const expectWhole = (side: Side, written: number, wanted: number): void => {
  if (written < wanted) throw new Error(`${side.name}: ${written} documents instead of ${wanted}`);
};

/** Stock PouchDB pushes everything it has to a new database. */
export const pushOnce = async (side: Side, local: Pouch, batch: number, count: number) => {
  const place = await side.emptyPlace();
  let written = 0;
  const spent = await side.server.measure(async () => {
    written = (await local.replicate.to(remoteOf(place), { batch_size: batch, checkpoint: 'source' }))
      .docs_written;
  });
  expectWhole(side, written, count);
  return { place, sample: sampleOf(count, spent) };
};

/** Stock PouchDB pulls a whole database into an empty one. */
export const pullOnce = async (side: Side, place: Place, batch: number, count: number) => {
  const remote = remoteOf(await side.again(place));
  const local = localPouch();
  let written = 0;
  const spent = await side.server.measure(async () => {
    written = (await local.replicate.from(remote, { batch_size: batch, checkpoint: 'target' })).docs_written;
  });
  expectWhole(side, written, count);
  await local.destroy();
  return sampleOf(written, spent);
};

const GET_SECONDS = 3;
const CONNECTIONS = 10;

/** One document over and over, on ten connections. */
export const getOnce = async (side: Side, place: Place, id: string, seconds = GET_SECONDS) => {
  const { url, name, token } = await side.again(place);
  const path = id.split('/').map(encodeURIComponent).join('/');
  let requests = 0;
  const spent = await side.server.measure(async () => {
    const result = await autocannon({
      url: `${url}/${name}/${path}`,
      connections: CONNECTIONS,
      duration: seconds,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    if (result.non2xx + result.errors > 0) throw new Error(`${side.name}: ${result.non2xx} refused`);
    requests = result['2xx'];
  });
  return sampleOf(requests, spent);
};
