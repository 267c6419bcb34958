import { type Edits, editedPayload } from './good-record.ts';
import { invalid, signPayload, type Vector } from './vector.ts';

const S = 'credentialSubject';
const at = (instant: string) => ({
  validFrom: instant,
  iat: Date.parse(instant) / 1000,
  nbf: Date.parse(instant) / 1000,
});
const OTHER_UUID = 'urn:uuid:00000000-0000-4000-8000-000000000000';

type Row = readonly [item: number, name: string, edits: Edits];

const SCHEMA: readonly Row[] = [
  [35, 'a vc claim', { vc: {} }],
  [35, 'a vp claim', { vp: {} }],
  [40, 'exp without validUntil', { exp: 1_900_000_000 }],
  [40, 'exp and validUntil', { exp: 1_900_000_000, validUntil: '2030-03-17T17:46:40.000Z' }],
  [41, 'iat as text', { iat: '2026-06-10T02:30:15Z' }],
  [41, 'iat negative', { iat: -1 }],
  [41, 'iat with a fraction', { iat: 1_781_058_615.5 }],
  [41, 'iat in milliseconds', { iat: 1_781_058_615_250 }],
  [42, 'validUntil before validFrom', { validUntil: '2020-01-01T00:00:00.000Z' }],
  [43, 'validFrom without a time zone', { validFrom: '2026-06-10T02:30:15.250' }],
  [43, 'validFrom as a date', { validFrom: '2026-06-10' }],
  [43, 'birth date that is no date', { [`${S}/student/birthDate`]: '2013-02-30' }],
  [45, 'no context', { '@context': undefined }],
  [
    45,
    'contexts exchanged',
    {
      '@context': [{ '@vocab': 'urn:hocba:school-year-record:v1#' }, 'https://www.w3.org/ns/credentials/v2'],
    },
  ],
  [45, 'the context of VC 1.1', { '@context/0': 'https://www.w3.org/2018/credentials/v1' }],
  [45, 'another vocabulary', { '@context/1': { '@vocab': 'urn:other#' } }],
  [46, 'type lacks VerifiableCredential', { type: ['SchoolYearRecord'] }],
  [
    46,
    'type of a badge as well',
    { type: ['VerifiableCredential', 'SchoolYearRecord', 'AchievementCredential'] },
  ],
  [47, 'no subject', { [S]: undefined }],
  [47, 'an empty subject', { [S]: {} }],
  [47, 'two subjects', { [S]: [{}, {}] }],
  [48, 'an unknown member', { note: 'x' }],
  [48, 'an unknown member of the subject', { [`${S}/gpa`]: '9.0' }],
  [48, 'an unknown member of a subject line', { [`${S}/subjects/0/hk3`]: '9.0' }],
  [49, 'mark 11', { [`${S}/subjects/0/year`]: '11' }],
  [49, 'mark 10.1', { [`${S}/subjects/0/year`]: '10.1' }],
  [49, 'mark with a comma', { [`${S}/subjects/0/year`]: '8,7' }],
  [49, 'mark with two decimals', { [`${S}/subjects/0/year`]: '8.75' }],
  [49, 'mark without a decimal', { [`${S}/subjects/0/year`]: '8' }],
  [49, 'negative mark', { [`${S}/subjects/0/year`]: '-1' }],
  [49, 'mark as a number', { [`${S}/subjects/0/year`]: 8.7 }],
  [49, 'mark in full-width digits', { [`${S}/subjects/0/year`]: '８.７' }],
  [52, 'a subject code that is none', { [`${S}/subjects/0/code`]: 'Toán' }],
];

const CONTENT: readonly (readonly [...Row, code: string])[] = [
  [50, 'a level for a scored subject', { [`${S}/subjects/0/year`]: 'Đ' }, 'SUBJECT_RESULT_KIND'],
  [50, 'a mark for a comment subject', { [`${S}/subjects/2/year`]: '9.0' }, 'SUBJECT_RESULT_KIND'],
  [50, 'a year result of an exempted subject', { [`${S}/subjects/3/year`]: 'Đ' }, 'SUBJECT_RESULT_KIND'],
  [53, 'a subject twice', { [`${S}/subjects/1/code`]: 'toan' }, 'SUBJECT_TWICE'],
  [
    54,
    'a school year of two years',
    { [`${S}/year`]: '2025-2027', [`${S}/recordId`]: '08000101-2025-2027/s000000000001' },
    'SCHOOL_YEAR_MISMATCH',
  ],
  [
    54,
    'a school year after its issue',
    { [`${S}/year`]: '2027-2028', [`${S}/recordId`]: '08000101-2027-2028/s000000000001' },
    'SCHOOL_YEAR_MISMATCH',
  ],
  [55, 'a zero-width space in a name', { [`${S}/student/name`]: 'Nguyễn\u200b Tuyết' }, 'TEXT_NOT_PLAIN'],
  [55, 'a name in NFD', { [`${S}/student/name`]: 'Tuyết'.normalize('NFD') }, 'TEXT_NOT_PLAIN'],
  [55, 'a right-to-left mark in a school', { [`${S}/school/name`]: 'THCS \u200fTân Trào' }, 'TEXT_NOT_PLAIN'],
  [55, 'an invisible filler in a remark', { [`${S}/remark`]: 'Tốt\u3164' }, 'TEXT_NOT_PLAIN'],
  [55, 'Cyrillic look-alikes in a name', { [`${S}/student/name`]: 'Nguy\u0435n' }, 'NAME_NOT_LATIN'],
  [55, 'Greek look-alikes in an approver', { [`${S}/approvals/0/name`]: 'Tr\u03bfn' }, 'NAME_NOT_LATIN'],
];

const CLAIMS: readonly (readonly [...Row, code: string])[] = [
  [
    25,
    'signed for another issuer',
    { 'issuer/id': 'https://other.example', iss: 'https://other.example' },
    'ISSUER_MISMATCH',
  ],
  [36, 'iss other than the issuer', { iss: 'https://other.example' }, 'CLAIM_MISMATCH'],
  [37, 'jti other than id', { jti: OTHER_UUID }, 'CLAIM_MISMATCH'],
  [38, 'sub other than the subject', { sub: OTHER_UUID }, 'CLAIM_MISMATCH'],
  [39, 'nbf other than validFrom', { nbf: 1_781_058_616 }, 'CLAIM_MISMATCH'],
  [41, 'iat other than validFrom', { iat: 1_781_058_616 }, 'CLAIM_MISMATCH'],
  [
    54,
    'record id of another school',
    { [`${S}/recordId`]: '08000102-2025-2026/s000000000001' },
    'CLAIM_MISMATCH',
  ],
  [
    54,
    'record id of another year',
    { [`${S}/recordId`]: '08000101-2024-2025/s000000000001' },
    'CLAIM_MISMATCH',
  ],
  [
    37,
    'a record that replaces itself',
    { [`${S}/replaces`]: 'urn:uuid:6f2b1a52-3c1e-8d44-9a6b-0c5d7e8f9a01' },
    'CLAIM_MISMATCH',
  ],
];

const TIME: readonly (readonly [...Row, code: string])[] = [
  [42, 'not valid yet', at('2027-01-01T00:00:00.000Z'), 'ISSUED_IN_FUTURE'],
  [44, 'dated six minutes ahead', at('2026-11-25T03:06:00.000Z'), 'ISSUED_IN_FUTURE'],
];

/** Items 35 to 55: schema, content, claims and times of payloads that a good key signed. */
export const claimVectors = async (): Promise<Vector[]> => {
  const rows = (step: string, list: readonly (readonly [...Row, code: string])[]) =>
    list.map(async ([item, name, edits, code]) =>
      invalid(item, name, await signPayload(editedPayload(edits)), step, code),
    );
  const bidi = editedPayload({ [`${S}/student/name`]: 'Nguyễn \u202eTuyết' });
  const warned = editedPayload({ [`${S}/subjects/0/year`]: '8.8' });
  const skewed = editedPayload(at('2026-11-25T03:04:00.000Z'));
  return [
    ...(await Promise.all([
      ...rows(
        'schema',
        SCHEMA.map((row) => [...row, 'SCHEMA_MISMATCH'] as const),
      ),
      ...rows('schema', CONTENT),
      ...rows('claims', CLAIMS),
      ...rows('time', TIME),
    ])),
    invalid(55, 'a direction override in a name', await signPayload(bidi), 'format', 'PAYLOAD_MALFORMED'),
    {
      item: 51,
      name: 'a year average that the rule computes otherwise is a warning',
      token: await signPayload(warned),
      verdict: 'VALID',
      step: 'schema',
      code: 'YEAR_AVERAGE_DIFFERS',
    },
    {
      item: 44,
      name: 'dated four minutes ahead is within the skew',
      token: await signPayload(skewed),
      verdict: 'VALID',
    },
  ];
};
