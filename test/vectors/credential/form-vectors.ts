import { editedPayload } from './good-record.ts';
import { encode, macRaw, signatureOf, signRaw, withSignature } from './sign-anything.ts';
import { headerText, invalid, kidFor, signPayload, type Vector } from './vector.ts';

const BOM = '\uFEFF';
const GOOD = editedPayload({});
/** Order of P-256. */
const N = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');

/** The next of the 64 letters: the same bytes after a lenient decoder dropped the unused bits. */
const nextLetter = (letter: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(letter) + 1] ?? 'A';
};

/** A token whose signature holds a letter that the plain base64 alphabet writes otherwise. */
const tokenWithUrlLetters = async (): Promise<string> => {
  for (;;) {
    const token = await signPayload(GOOD);
    if (/[-_]/.test(token.split('.')[2] ?? '')) return token;
  }
};

const compact = (item: number, name: string, token: string): Vector =>
  invalid(item, name, token, 'format', 'TOKEN_NOT_COMPACT');

const serialization = async (): Promise<Vector[]> => {
  const token = await tokenWithUrlLetters();
  const [header, payload, signature] = token.split('.') as [string, string, string];
  return [
    compact(1, 'padding after the signature', `${token}==`),
    compact(1, 'padding after the header', `${header}=.${payload}.${signature}`),
    compact(2, 'a line break at the end', `${token}\n`),
    compact(2, 'a carriage return at the end', `${token}\r`),
    compact(2, 'a blank before', ` ${token}`),
    compact(2, 'a blank inside a part', `${header}.${payload.slice(0, 8)} ${payload.slice(8)}.${signature}`),
    compact(2, 'a byte order mark before', `${BOM}${token}`),
    compact(
      3,
      'the plain base64 alphabet',
      `${header}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}`,
    ),
    invalid(
      4,
      'unused bits set in the last letter',
      `${token.slice(0, -1)}${nextLetter(token.at(-1) ?? 'A')}`,
      'format',
      'TOKEN_NOT_CANONICAL',
    ),
    invalid(
      4,
      'a part of an impossible length',
      `${header}A.${payload}.${signature}`.replace('A.', 'AAAA.'),
      'format',
      'HEADER_MALFORMED',
    ),
    compact(5, 'four parts', `${token}.AAAA`),
    compact(5, 'two parts', `${header}.${payload}`),
    compact(5, 'an empty header', `.${payload}.${signature}`),
    compact(5, 'an empty payload', `${header}..${signature}`),
    compact(5, 'an empty signature', `${header}.${payload}.`),
    compact(5, 'no text at all', ''),
    compact(6, 'the flattened JSON form', JSON.stringify({ protected: header, payload, signature })),
    compact(
      6,
      'the general JSON form',
      JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
    ),
  ];
};

const json = async (): Promise<Vector[]> => {
  const good = await headerText();
  const inHeader = (item: number, name: string, header: string | Uint8Array) =>
    invalid(item, name, signRaw(header, GOOD, 'active'), 'format', 'HEADER_MALFORMED');
  const inPayload = async (item: number, name: string, payload: string | Uint8Array) =>
    invalid(item, name, await signPayload(payload), 'format', 'PAYLOAD_MALFORMED');
  const notUtf8 = (text: string) => Buffer.from(text, 'utf8').map((byte) => (byte === 0x45 ? 0xff : byte));
  const withNumber = (number: string) => GOOD.replace('"absent":2', `"absent":${number}`);
  return [
    inHeader(7, 'a byte order mark in the header', `${BOM}${good}`),
    inHeader(7, 'a header that is not UTF-8', notUtf8(good)),
    await inPayload(7, 'a byte order mark in the payload', `${BOM}${GOOD}`),
    await inPayload(
      7,
      'a payload that is not UTF-8',
      Buffer.concat([Buffer.from(GOOD.slice(0, -1)), Buffer.from([0xc3, 0x7d])]),
    ),
    inHeader(8, 'alg twice in the header', good.replace('{', '{"alg":"none",')),
    await inPayload(8, 'iss twice in the payload', GOOD.replace('{', '{"iss":"https://hocba.example",')),
    await inPayload(8, 'a nested member twice', GOOD.replace('"grade":7', '"grade":6,"grade":7')),
    await inPayload(8, 'a member twice by an escape', GOOD.replace('"grade":7', '"gr\\u0061de":6,"grade":7')),
    await inPayload(9, 'a payload that is a list', `[${GOOD}]`),
    await inPayload(9, 'a payload that is a text', '"record"'),
    await inPayload(9, 'a payload that is a number', '1'),
    await inPayload(9, 'a payload that is null', 'null'),
    await inPayload(10, 'a payload 200 levels deep', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`),
    await inPayload(11, 'the number 1e400', withNumber('1e400')),
    await inPayload(11, 'the number 2^53+1', withNumber('9007199254740993')),
    await inPayload(11, 'the number -0', withNumber('-0')),
    await inPayload(11, 'NaN', withNumber('NaN')),
    await inPayload(11, 'the number 2.0', withNumber('2.0')),
    await inPayload(11, 'a payload with a tail', `${GOOD}{}`),
  ];
};

const headers = async (): Promise<Vector[]> => {
  const refused = async (item: number, name: string, changes: object, code: string) =>
    invalid(item, name, signRaw(await headerText(changes), GOOD, 'active'), 'format', code);
  const algorithms = ['none', 'None', '', 'ES384', 'ES256K', 'RS256', 'HS256', 'EdDSA', 'Ed25519'];
  const itemOf: Record<string, number> = {
    ES384: 16,
    ES256K: 16,
    RS256: 15,
    HS256: 15,
    EdDSA: 17,
    Ed25519: 17,
  };
  const members: [number, string, object][] = [
    [14, 'no alg', { alg: undefined }],
    [18, 'an embedded jwk', { jwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }],
    [19, 'jku', { jku: 'https://elsewhere.example/keys' }],
    [19, 'x5u', { x5u: 'http://169.254.169.254/' }],
    [19, 'x5c', { x5c: ['AAAA'] }],
    [20, 'an unknown crit', { crit: ['hocba'], hocba: 1 }],
    [20, 'an empty crit', { crit: [] }],
    [20, 'crit naming alg', { crit: ['alg'] }],
    [21, 'b64 false', { b64: false, crit: ['b64'] }],
    [21, 'b64 false without crit', { b64: false }],
    [22, 'zip', { zip: 'DEF' }],
    [24, 'no kid', { kid: undefined }],
    [24, 'a kid that is a number', { kid: 1 }],
    [24, 'an empty kid', { kid: '' }],
  ];
  const types = [
    'at+jwt',
    'JWT',
    'hocba-approval+jwt',
    'hocba-trust+jwt',
    'statuslist+jwt',
    'VC+JWT',
    'application/vc+jwt',
    'vc',
    undefined,
  ];
  return [
    ...(await Promise.all(
      algorithms.map((alg) => refused(itemOf[alg] ?? 12, `alg "${alg}"`, { alg }, 'HEADER_ALG')),
    )),
    invalid(
      13,
      'HS256 keyed with the public key',
      macRaw(await headerText({ alg: 'HS256' }), GOOD, 'sha256', 'active'),
      'format',
      'SIGNATURE_LENGTH',
    ),
    invalid(
      13,
      'HS512 keyed with the public key',
      macRaw(await headerText({ alg: 'HS512' }), GOOD, 'sha512', 'active'),
      'format',
      'HEADER_ALG',
    ),
    ...(await Promise.all(
      members.map(([item, name, changes]) => refused(item, name, changes, 'HEADER_MEMBER')),
    )),
    ...(await Promise.all(types.map((typ) => refused(23, `typ ${typ ?? 'absent'}`, { typ }, 'HEADER_TYP')))),
    invalid(9, 'a header that is a list', signRaw('[]', GOOD, 'active'), 'format', 'HEADER_MEMBER'),
  ];
};

const signatures = async (): Promise<Vector[]> => {
  const token = await signPayload(GOOD);
  const bytes = signatureOf(token);
  const [r, s] = [bytes.subarray(0, 32), bytes.subarray(32)];
  const forged = (name: string, signature: Uint8Array, item = 28) =>
    invalid(item, name, withSignature(token, signature), 'signature', 'SIGNATURE_INVALID');
  const length = (name: string, signature: Uint8Array) =>
    invalid(29, name, withSignature(token, signature), 'format', 'SIGNATURE_LENGTH');
  const zero = Buffer.alloc(32);
  const above = Buffer.alloc(32, 0xff);
  const [header, , signature] = token.split('.') as [string, string, string];
  const altered = encode(GOOD.replace('"8.8"', '"9.8"'));
  return [
    invalid(
      27,
      'a DER signature',
      signRaw(await headerText(), GOOD, 'active', 'der'),
      'format',
      'SIGNATURE_LENGTH',
    ),
    forged('r is 0', Buffer.concat([zero, s])),
    forged('s is 0', Buffer.concat([r, zero])),
    forged('r is the order', Buffer.concat([N, s])),
    forged('s is the order', Buffer.concat([r, N])),
    forged('r is above the order', Buffer.concat([above, s])),
    forged('s is above the order', Buffer.concat([r, above])),
    forged('r and s exchanged', Buffer.concat([s, r])),
    forged('all bytes zero', Buffer.alloc(64), 29),
    length('a signature one byte short', bytes.subarray(1)),
    length('a signature one byte long', Buffer.concat([bytes, Buffer.from([0])])),
    invalid(
      29,
      'a raised mark under the old signature',
      `${header}.${altered}.${signature}`,
      'signature',
      'SIGNATURE_INVALID',
    ),
    invalid(
      29,
      'signed by another key under a listed kid',
      signRaw(await headerText({ kid: await kidFor('active') }), GOOD, 'unlisted'),
      'signature',
      'SIGNATURE_INVALID',
    ),
  ];
};

/** Items 1 to 29: form, header and signature. */
export const formVectors = async (): Promise<Vector[]> =>
  (await Promise.all([serialization(), json(), headers(), signatures()])).flat();
