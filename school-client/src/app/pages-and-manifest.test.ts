import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../manifest.ts';
import { APP_PAGES, VERIFY_PAGES } from './addresses.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));

test.each(['index.html', 'verify.html'])('the page %s needs no exception from the content policy', (page) => {
  const html = read(page).toString('utf8');
  const scripts = html.match(/<script[^>]*>/g) ?? [];
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toMatch(/type="module" src="\/src\//);
  expect(html).toContain('></script>');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test.each(['index.html', 'verify.html'])(
  'the page %s keeps React Aria from adding an inline style',
  (page) => {
    expect(read(page).toString('utf8')).toContain('id="react-aria-pressable-style"');
    expect(read('src/ui/base.css').toString('utf8')).toContain('[data-react-aria-pressable]');
  },
);

test('every icon of the manifest is there in the size it says', () => {
  const icons = manifest.icons ?? [];
  expect(icons.map(({ purpose }) => purpose ?? 'any').sort()).toEqual([
    'any',
    'any',
    'maskable',
    'monochrome',
  ]);
  for (const { src, sizes } of icons) {
    const png = read(`public${src}`);
    // a PNG tells its width and height at offsets 16 and 20
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes);
  }
});

test('every shortcut leads to a page that opens offline', () => {
  const urls = (manifest.shortcuts ?? []).map(({ url }) => url);
  expect(urls.length).toBeGreaterThan(0);
  expect(urls.filter((url) => ![...APP_PAGES, ...VERIFY_PAGES].some((page) => page.test(url)))).toEqual([]);
});
