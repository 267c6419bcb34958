import type { Downward } from '@hocba/shared/documents/downward';
import type { ClassCode, SubjectCode } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { spokenName } from './subject-name.ts';

const CLASS = '8A1' as ClassCode;
const docsWith = (...subjects: object[]) =>
  new Map([['class:8A1', { kind: 'class', subjects } as unknown as Downward]]);
const nameOf = (docs: ReadonlyMap<string, Downward> | undefined, subject: string) =>
  spokenName(docs, subject as SubjectCode, CLASS, 'vi');

it('field 15: a foreign language is called by its name where the school has said which it is', () => {
  const docs = docsWith({ subject: 'nn1', language: 'en' }, { subject: 'nn2', language: 'fr' });
  expect(nameOf(docs, 'nn1')).toBe('Tiếng Anh');
  expect(nameOf(docs, 'nn2')).toBe('Tiếng Pháp');
  expect(spokenName(docs, 'nn1' as SubjectCode, CLASS, 'en')).toBe('English');
});

it('field 15: a language that nobody has said, also in a class list of an older registry, keeps the official name', () => {
  expect(nameOf(docsWith({ subject: 'nn1' }), 'nn1')).toBe('Ngoại ngữ 1');
  expect(nameOf(undefined, 'nn1')).toBe('Ngoại ngữ 1');
  expect(nameOf(docsWith({ subject: 'toan' }), 'toan')).toBe('Toán');
});
