import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runHocba } from '../hocba.ts';
import { EN } from './verify-texts-en.ts';
import { VI } from './verify-texts-vi.ts';

const vectorFile = new URL('../../../../test/vectors/credential/vectors.json', import.meta.url);
const { now, trustLists, vectors } = JSON.parse(readFileSync(vectorFile, 'utf8')) as {
  now: Instant;
  trustLists: Record<string, string>;
  vectors: { item: number; name: string; token: string }[];
};
const good = vectors.find(({ item }) => item === 0)?.token ?? '';
const forged = vectors.find(({ name }) => name === 'a raised mark under the old signature')?.token ?? '';

const folder = mkdtempSync(join(tmpdir(), 'hocba-verify-texts-'));
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const list = write('trust.jws', trustLists.main ?? '');
const files = {
  good: write('good.txt', good),
  forged: write('forged.txt', forged),
  other: write('other.txt', 'Em gửi thầy học bạ.'),
};
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
beforeEach(() => vi.stubEnv('STATE_FOLDER', mkdtempSync(join(folder, 'state-'))));

const verify = async (language: string, ...args: string[]) => {
  vi.stubEnv('LC_ALL', language);
  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  const code = await runHocba(['verify', ...args], { out: print, err: print });
  return { code, said: said.join('\n') };
};
const asOf = (time: string) => ['--trust', list, '--at', time];

describe('the texts of hocba verify', () => {
  it.each([
    ['C', 'issued 09:30 10/06/2026 (Vietnam time) by', 'as of 00:30 01/12/2026 (Vietnam time)'],
    [
      'vi_VN.UTF-8',
      'phát hành lúc 09:30 10/06/2026 (giờ Việt Nam) bởi',
      'tính đến 00:30 01/12/2026 (giờ Việt Nam)',
    ],
  ])(
    'field 10: hocba verify gives every time as the page and the slip do, in Vietnam: %s',
    async (language, ...words) => {
      const { said } = await verify(language, files.good, ...asOf('2026-11-30T17:30:00.000Z'));
      for (const each of words) expect(said).toContain(each);
      expect(said).not.toMatch(/T\d\d:\d\d/);
    },
  );

  it('field 10: hocba verify leaves the times of --json in UTC, in any language', async () => {
    const answers = [];
    for (const language of ['C', 'vi_VN.UTF-8']) {
      answers.push((await verify(language, files.good, ...asOf(now), '--json')).said);
    }
    expect(answers[1]).toBe(answers[0]);
    const { at, credentials } = JSON.parse(answers[0] ?? '');
    expect([at, credentials[0].payload.validFrom]).toEqual([now, '2026-06-10T02:30:15.250Z']);
  });

  it('field 28: hocba verify speaks Vietnamese about a record that holds', async () => {
    const { code, said } = await verify('vi_VN.UTF-8', files.good, ...asOf(now));
    expect([code, said.split('\n')[0]]).toEqual([0, 'Học bạ hợp lệ, chưa kiểm tra thu hồi']);
    expect(said).toMatch(/^ {2}Chữ ký số +đạt$/m);
    expect(said).toMatch(
      /^ {2}Tình trạng thu hồi +chưa kiểm tra được {2}STATUS_UNKNOWN: Sau ngày phát hành/m,
    );
    expect(said).not.toMatch(/\b(ok|unknown|issued|revision|Record)\b/);
  });

  it('field 28: hocba verify speaks Vietnamese about a record that does not hold, with the exit code as ever', async () => {
    const { code, said } = await verify('vi_VN.UTF-8', files.forged, ...asOf(now));
    expect([code, said.split('\n')[0]]).toEqual([1, 'Học bạ không hợp lệ']);
    expect(said).toMatch(/Chữ ký số +không đạt {2}SIGNATURE_INVALID: Chữ ký không khớp/);
  });

  it('field 28: hocba verify speaks Vietnamese about a file that is no record, and about a wrong call', async () => {
    expect(await verify('vi_VN.UTF-8', files.other, ...asOf(now))).toEqual({
      code: 2,
      said: 'Chưa kiểm tra được\nNOT_A_RECORD: Đây không phải học bạ số; chưa kết luận gì về học bạ. Tệp là văn bản khác.',
    });
    const wrong = await verify('vi_VN.UTF-8', files.good, '--at', 'hôm qua');
    expect(wrong.code).toBe(64);
    expect(wrong.said).toMatch(/^--at: thời điểm dạng [\s\S]*\n\nCách dùng: hocba verify/);
    expect((await verify('vi_VN.UTF-8', '--help')).said).toMatch(/^Cách dùng: hocba verify/);
    expect((await verify('C', '--help')).said).toMatch(/^Usage: hocba verify/);
  });

  it('field 28: hocba verify has Vietnamese words of its own for every check, code and kind of file', () => {
    const alike = (['verdicts', 'steps', 'outcomes', 'codes'] as const).flatMap((area) => {
      const [english, vietnamese] = [EN, VI].map((texts) => texts[area] as Record<string, string>);
      return Object.keys(english ?? {}).filter((key) => vietnamese?.[key] === english?.[key]);
    });
    expect(alike).toEqual([]);
  });

  it.each([
    [
      'C',
      EN,
      'revocation not checked since 09:00 20/06/2026',
      'curriculum not known',
      'incomplete: no 2024-2025',
    ],
    [
      'vi_VN.UTF-8',
      VI,
      'chưa kiểm tra thu hồi từ 09:00 20/06/2026',
      'chưa rõ: Môn học theo chương trình',
      'nhưng chưa đủ: thiếu năm học 2024-2025',
    ],
  ])('an unknown step is named beside the verdict: %s', (_, texts, ...said) => {
    expect([
      texts.beside({ name: 'status', outcome: 'unknown' }, '09:00 20/06/2026'),
      texts.beside({ name: 'curriculum', outcome: 'unknown' }, undefined),
      texts.beside({ name: 'years', outcome: 'unknown', about: ['2024-2025'] }, undefined),
    ]).toEqual(said);
  });

  it.each([
    ['C', /^UNVERIFIABLE\n\nRecord 1: UNVERIFIABLE\n.*(TEXT_CUT|BUNDLE_MALFORMED): .*[Cc]opy/],
    ['vi_VN.UTF-8', /^Chưa kiểm tra được\n\nHọc bạ thứ 1: Chưa kiểm tra được\n.*Vui lòng chép/],
  ])(
    'field 30: hocba verify names no trust list when the text itself is cut, and says what to do: %s',
    async (language, all) => {
      const whole = JSON.stringify({ v: 1, credentials: [good], trustList: trustLists.main });
      for (const text of [good.slice(0, good.length / 2), whole.slice(0, whole.length / 2)]) {
        const { code, said } = await verify(language, write('half', text), ...asOf(now));
        expect(code).toBe(2);
        expect(said).toMatch(all);
        expect(said).not.toMatch(/trust list|Danh sách khóa tin cậy|danh sách khóa tin cậy/);
      }
    },
  );

  it.each([
    [
      'C',
      'UNVERIFIABLE',
      'The file holds no record: nothing was verified. Ask the school for the file again.',
    ],
    [
      'vi_VN.UTF-8',
      'Chưa kiểm tra được',
      'Tệp không có học bạ nào nên chưa kiểm tra được gì. Vui lòng xin lại tệp của trường.',
    ],
  ])(
    'field 30: hocba verify says why a bundle without records cannot be verified: %s',
    async (language, verdict, why) => {
      const none = JSON.stringify({ v: 1, credentials: [], trustList: trustLists.main });
      const { code, said } = await verify(language, write('none.hocba.json', none), ...asOf(now));
      const lines = said.split('\n');
      // Between verdict and reason stand the list, its root and that the root was pinned.
      expect([code, lines[0], lines.at(-1), lines.length]).toEqual([2, verdict, why, 5]);
    },
  );

  it.each(['2026-11-30T17:30:00.000Z', '2026-11-30T17:30:00Z', '2026-12-01T00:30+07:00', '00:30 01/12/2026'])(
    'field 30: hocba verify takes a time as it is shown and as ISO: %s',
    async (time) => {
      const { code, said } = await verify('C', files.good, ...asOf(time));
      expect([code, said]).toEqual([0, expect.stringContaining('as of 00:30 01/12/2026 (Vietnam time)')]);
    },
  );

  it('field 30: hocba verify names both forms of a time in the help and beside one that is none', async () => {
    for (const language of ['C', 'vi_VN.UTF-8']) {
      const wrong = await verify(language, files.good, ...asOf('2026-02-30T00:00:00Z'));
      const help = await verify(language, '--help');
      for (const said of [wrong.said.split('\n')[0], help.said]) {
        expect(said).toContain('2026-06-10T02:30:15Z');
        expect(said).toContain("'09:30 10/06/2026'");
      }
    }
  });
});
