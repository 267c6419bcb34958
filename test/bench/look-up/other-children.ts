import {
  type FamilyBrowser,
  joinWith,
  openBrowser,
  type PrintedSlip,
  printSlips,
} from '../../fixtures/family/family-browser.ts';
import { startSignedClass } from '../../fixtures/family/signed-class.ts';
import type { Registry } from '../../fixtures/registry.ts';
import { type BenchOptions, median } from '../measure.ts';

const CLASS = { year: '2025-2026', class: '7A1', perStudent: 1 } as const;
const NOBODY = 's999999999999';

/** Medians in milliseconds of the answer about a child of others and about nobody, of one route. */
export interface HiddenRoute {
  readonly route: string;
  readonly known: number;
  readonly nobody: number;
}

/** The pages that a child's id and a year alone lead to, and those that an office reads about a pupil. */
const pagesIn = ({ app }: Registry): string[] =>
  app.declaredRoutes
    .filter(({ url, method }) => method === 'GET' && /\/(children|pupils)\/:student/.test(url))
    .map(({ url }) => url.replace(':year', CLASS.year))
    .filter((url) => !/:(?!student)/.test(url));

/** A family that sees the first child of a class, an office of another school, and a child that neither may see. */
const openReaders = async (started: Awaited<ReturnType<typeof startSignedClass>>) => {
  const { registry, sent } = started;
  const slips = await printSlips(registry, 'clerk.tantrao', CLASS);
  const family = openBrowser(registry);
  const mother = { phone: '0900 000 001', name: 'Ma Thị Hường', pin: '739204', relation: 'mother' };
  await joinWith(family, sent, slips[0] as PrintedSlip, mother);
  await registry.addAccount({ name: 'clerk.khac', role: 'clerk', school: '08000102' });
  const { token } = await registry.signIn('clerk.khac');
  const office: Pick<FamilyBrowser, 'get'> = {
    get: (url) => registry.inject(token, { method: 'GET', url }),
  };
  return { family, office, child: slips[1]?.student ?? '' };
};

const timeOf = async (reader: Pick<FamilyBrowser, 'get'>, url: string): Promise<number> => {
  const start = performance.now();
  const { statusCode } = await reader.get(url);
  if (statusCode !== 404) throw new Error(`${url} answered ${statusCode}`);
  return performance.now() - start;
};

/** The 404 of every page about a child of others beside that about nobody, in turn and each first as often. */
export const benchOtherChildren = async ({ rounds, size }: BenchOptions): Promise<HiddenRoute[]> => {
  const started = await startSignedClass({ RATE_LIMIT_PER_MINUTE: '99999999', LOG_LEVEL: 'warn' });
  try {
    const { family, office, child } = await openReaders(started);
    const found: HiddenRoute[] = [];
    for (const route of pagesIn(started.registry)) {
      const reader = route.startsWith('/family') ? family : office;
      const times: [known: number[], nobody: number[]] = [[], []];
      for (let nth = 0; nth < (rounds + 1) * size; nth += 1) {
        for (const side of nth % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
          const time = await timeOf(reader, route.replace(':student', side === 0 ? child : NOBODY));
          if (nth >= size) times[side].push(time);
        }
      }
      found.push({ route, known: median(times[0]), nobody: median(times[1]) });
    }
    return found;
  } finally {
    await started.registry.close();
  }
};

/** The figures as a line for each page. */
export const otherChildrenText = (found: readonly HiddenRoute[]): string =>
  found
    .map(({ route, known, nobody }) => {
      const ratio = (known / nobody).toFixed(2);
      return `404 of ${route}, p50: ${known.toFixed(3)} ms of others’ child, ${nobody.toFixed(3)} ms of nobody: ratio ${ratio}\n`;
    })
    .join('');
