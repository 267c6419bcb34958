import { editedPayload, ISSUED_AT, ISSUER, NOW, RETIRED_AT } from './good-record.ts';
import { type KeyName, publicHalf, signRaw, testKey, thumbprintOf } from './sign-anything.ts';
import { headerText, invalid, kidFor, signPayload, type Vector } from './vector.ts';

const GOOD = editedPayload({});
const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const listed = async (key: KeyName, changes: object = {}) => ({
  kid: await kidFor(key),
  jwk: publicHalf(testKey(key)),
  use: 'record',
  notBefore: '2025-01-01T00:00:00.000Z',
  notAfter: '2028-01-01T00:00:00.000Z',
  status: 'active',
  ...changes,
});

/** A trust list with some members changed, signed by a root. */
export const signList = async (changes: object, root: KeyName = 'root'): Promise<string> => {
  const retired = { status: 'retired', notAfter: RETIRED_AT, revokedAt: RETIRED_AT };
  const compromised = { status: 'compromised', revokedAt: '2026-08-01T00:00:00.000Z' };
  const payload = {
    v: 1,
    sequence: 2,
    iss: ISSUER,
    iat: seconds('2025-01-01T00:00:00.000Z'),
    root: publicHalf(testKey(root)),
    keys: [
      await listed('active'),
      await listed('retired', retired),
      await listed('compromised', compromised),
    ],
    ...changes,
  };
  const header = { alg: 'ES256', typ: 'hocba-trust+jwt', kid: await thumbprintOf(root) };
  return signRaw(JSON.stringify(header), JSON.stringify(payload), root);
};

/** Lists by name; every one but `main` and `newer` must leave a good record unverifiable. */
export const trustLists = async (): Promise<Record<string, string>> => {
  const main = await signList({});
  const active = await listed('active');
  const alone = async (key: object) => signList({ keys: [key] });
  return {
    main,
    newer: await signList({ sequence: 3 }),
    otherRoot: await signList({}, 'otherRoot'),
    expired: await signList({ exp: seconds(NOW) }),
    future: await signList({ iat: seconds(NOW) + 3600 }),
    brokenSignature: `${main.slice(0, -86)}${(await signList({ sequence: 9 })).slice(-86)}`,
    duplicateKid: await signList({ keys: [active, active] }),
    privateMember: await alone({ ...active, jwk: testKey('active') }),
    useEnc: await alone({ ...active, use: 'enc' }),
    useSeal: await alone({ ...active, use: 'seal' }),
    keyOps: await alone({ ...active, jwk: { ...active.jwk, key_ops: ['sign'] } }),
    wrongThumbprint: await alone({ ...active, jwk: publicHalf(testKey('unlisted')) }),
    offCurve: await alone({ ...active, jwk: { ...active.jwk, y: active.jwk.x } }),
    otherIssuer: await signList({ iss: 'https://other.example', keys: [active] }),
    recordAsList: await signPayload(GOOD),
  };
};

const LIST_CODES: Record<string, string> = {
  otherRoot: 'TRUST_LIST_OTHER_ROOT',
  expired: 'TRUST_LIST_EXPIRED',
  future: 'TRUST_LIST_NOT_YET',
  brokenSignature: 'TRUST_LIST_SIGNATURE',
  none: 'TRUST_LIST_MISSING',
};

const unverifiable = (item: number, name: string, token: string, step: string, code: string): Vector => ({
  ...invalid(item, name, token, step, code),
  verdict: 'UNVERIFIABLE',
});

/** Items 24 to 33: which key, whose key, and when; every defect of the list itself. */
export const trustVectors = async (lists: Record<string, string>): Promise<Vector[]> => {
  const good = await signPayload(GOOD);
  const kids = [
    `${ISSUER}/keys/${await thumbprintOf('unlisted')}`,
    `${ISSUER}/keys/../../etc/passwd`,
    "' OR 1=1 --",
    await kidFor('active', 'https://elsewhere.example'),
    await thumbprintOf('active'),
    '__proto__',
  ];
  const unknownKids = kids.map(async (kid) =>
    unverifiable(
      24,
      `kid ${kid.slice(0, 60)}`,
      signRaw(await headerText({ kid }), GOOD, 'active'),
      'key',
      'KEY_UNKNOWN',
    ),
  );
  const badLists = ['none', ...Object.keys(lists).filter((name) => name !== 'main' && name !== 'newer')];
  const early = editedPayload({
    validFrom: '2025-12-20T00:00:00.000Z',
    iat: seconds('2025-12-20T00:00:00.000Z'),
    nbf: seconds('2025-12-20T00:00:00.000Z'),
  });
  const tooEarly = editedPayload({
    validFrom: '2024-12-31T23:59:59.000Z',
    iat: seconds('2024-12-31T23:59:59.000Z'),
    nbf: seconds('2024-12-31T23:59:59.000Z'),
    'credentialSubject/year': '2024-2025',
    'credentialSubject/recordId': '08000101-2024-2025/s000000000001',
  });
  return [
    { item: 0, name: `a good record of ${ISSUED_AT}`, token: good, verdict: 'VALID' },
    { item: 0, name: 'a good record under a newer list', token: good, verdict: 'VALID', trustList: 'newer' },
    {
      item: 30,
      name: 'signed by a key before it retired',
      token: await signPayload(early, 'retired'),
      verdict: 'VALID',
    },
    ...(await Promise.all(unknownKids)),
    invalid(30, 'signed by a retired key', await signPayload(GOOD, 'retired'), 'time', 'KEY_NOT_VALID_THEN'),
    invalid(
      30,
      'signed by a key before it was valid',
      await signPayload(tooEarly),
      'time',
      'KEY_NOT_VALID_THEN',
    ),
    unverifiable(
      31,
      'signed by a compromised key',
      await signPayload(GOOD, 'compromised'),
      'key',
      'KEY_COMPROMISED',
    ),
    ...badLists.map((trustList): Vector => {
      const code = LIST_CODES[trustList] ?? 'TRUST_LIST_MALFORMED';
      return { ...unverifiable(26, `trust list ${trustList}`, good, 'trust', code), trustList };
    }),
    invalid(23, 'a trust list given as a record', lists.main ?? '', 'format', 'HEADER_TYP'),
  ];
};
