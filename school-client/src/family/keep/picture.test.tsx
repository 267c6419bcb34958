/** @jsxImportSource preact */
import type { SignedRecord } from '@hocba/shared/contract/family/child';
import { render } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { qrDrawing } from '../../ui/plain/qr-drawing.ts';
import { familyWords, openFamilyTexts } from '../words.ts';
import { Picture } from './picture.tsx';

const ADDRESS = 'https://hocba.example/family/shared/AbCdEfGhIjKlMnOpQrStUv';
const subject = {
  regulation: 'circular-22-2021',
  approvals: [{ role: 'subject:toan', name: 'Cô Hoa' }],
  ...{
    grade: 8,
    promotion: 'promoted',
    title: null,
    remark: 'Chăm <ngoan>',
    year: '2025-2026',
    class: '8A1',
  },
  student: {
    name: 'Lý Thị Mai',
    birthDate: '2013-05-17',
    sex: 'female',
    code: '0812345678',
    ethnicity: 'Tày',
  },
  school: { code: '08000101', name: 'THCS Tân Trào', commune: 'Tân Trào', province: 'Tuyên Quang' },
  results: {
    hk1: { learning: 'K', conduct: 'T', absent: 1 },
    hk2: { learning: 'K', conduct: 'T', absent: 2 },
    year: { learning: 'K', conduct: 'T', absent: 3 },
  },
  subjects: [
    {
      subject: 'toan',
      name: 'Toán',
      mode: 'score',
      exempt: false,
      hk1: '8.4',
      hk2: '9.3',
      year: '9.0',
      teacher: 'Cô Hoa',
    },
  ],
};
const record = {
  ...{ year: '2025-2026', verdict: 'VALID', issuedAt: '2026-05-29T02:00:00.000Z', revision: 1 },
  ...{ signedBy: 'Trần Hữu Minh', subject },
} as unknown as SignedRecord;
const words = familyWords(openFamilyTexts(), 'vi', '/family');
const drawn = render(<Picture record={record} address={ADDRESS} words={words} />);
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);

it('a picture names the pupil, the end of the year, the marks and the head, and no teacher', () => {
  const texts = textsOf(drawn);
  for (const text of [
    'Học bạ năm học 2025–2026',
    'Lý Thị Mai',
    'Con được lên lớp 9.',
    'Toán',
    '8,4',
    '9,0',
  ]) {
    expect(texts).toContain(text);
  }
  expect(texts.join(' ')).toContain('Trần Hữu Minh');
  expect(texts.join(' ')).not.toContain('Cô Hoa');
});

it('a picture carries its link as a QR code and not as a text', () => {
  expect(drawn).toContain(qrDrawing(ADDRESS).path);
  expect(drawn).not.toContain(ADDRESS);
});

it('a picture is drawn by attributes alone and ends below its last line', () => {
  expect(drawn).not.toMatch(/ style=|<style|<foreignObject|<image/);
  const [, height = ''] = /height="(\d+)"/.exec(drawn) ?? [];
  const lowest = Math.max(...[...drawn.matchAll(/<text[^>]* y="([\d.]+)"/g)].map(([, y]) => Number(y)));
  expect(Number(height)).toBeGreaterThan(lowest);
});
