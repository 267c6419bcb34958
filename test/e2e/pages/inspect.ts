import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Journey } from '../journey.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Rules whose outcome depends on the width; colours, names and roles are equal on both. */
const BY_WIDTH = ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'meta-viewport'];
/** A desk, looked at by every rule, and the narrowest phone. */
const VIEWPORTS = [
  { width: 1280, height: 800, rules: undefined },
  { width: 360, height: 740, rules: BY_WIDTH },
];

/** The part of axe-core that the page needs. */
interface AxeWindow {
  readonly axe: {
    run(
      where: object,
      options: object,
    ): Promise<{
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly target: readonly unknown[] }[];
      }[];
    }>;
  };
}

/** Barriers that axe-core calls serious or critical, a line each. */
const listBarriers = async (page: Page, rules: string[] | undefined): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as AxeWindow;
    // The words of React Aria for a screen reader stay some seconds after the button they were about.
    const where = { exclude: [['[data-live-announcer]']] };
    const runOnly = values === undefined ? {} : { runOnly: { type: 'rule', values } };
    const { violations } = await axe.run(where, { resultTypes: ['violations'], ...runOnly });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, rules);
};

/** By how many pixels the page itself scrolls sideways; regions of it may. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Tables to read with columns out of sight; a signed record keeps the layout of its form. */
const listCutTables = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('section[tabindex="0"]:has(> table)')]
      .filter((region) => region.closest('article') === null && region.scrollWidth > region.clientWidth)
      .map((region) => `${region.getAttribute('aria-label')} is cut off`),
  );

/** Entries of the menu that reach beyond the screen: three lines do not fit below the thumb. */
const listCutEntries = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('header nav a > span:first-of-type')]
      .filter((name) => name.getBoundingClientRect().bottom > innerHeight)
      .map((name) => `${name.textContent} is cut off in the menu`),
  );

/** The narrowest field with a label in which a person sees what was typed; cells of a sheet have none and are narrower. */
const FIELD_PX = 96;

/** Fields that a layout has squeezed. */
const listSqueezedFields = (page: Page): Promise<string[]> =>
  page.evaluate(
    (least) =>
      [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')]
        .filter((field) => !['checkbox', 'radio', 'hidden', 'file'].includes(field.type))
        .filter((field) => (field.labels?.length ?? 0) > 0 && field.checkVisibility())
        .filter(({ offsetWidth }) => offsetWidth < least)
        .map(({ name, offsetWidth }) => `the field ${name} is ${offsetWidth} px wide`),
    FIELD_PX,
  );

/** Takes a screen's picture on desk, phone and `smaller` ones; returns what is wrong with it, a line each. */
export const inspect = async (
  journey: Pick<Journey, 'picture'>,
  page: Page,
  name: string,
  smaller: readonly { readonly width: number; readonly height: number }[] = [],
): Promise<string[]> => {
  const found: string[] = [];
  // A colour on its way from one to another is neither.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const viewports = [...VIEWPORTS, ...smaller.map((size) => ({ ...size, rules: BY_WIDTH }))];
  for (const { rules, ...viewport } of viewports) {
    const at = `${name} at ${viewport.width} px`;
    await page.setViewportSize(viewport);
    const overflow = await overflowOf(page);
    if (overflow > 0) found.push(`${at}: scrolls sideways by ${overflow} px`);
    const faults = [
      ...(await listCutTables(page)),
      ...(await listSqueezedFields(page)),
      ...(await listCutEntries(page)),
      ...(await listBarriers(page, rules)),
    ];
    found.push(...faults.map((fault) => `${at}: ${fault}`));
    await journey.picture(page, `screens-${name}-${viewport.width}`);
  }
  return found;
};
