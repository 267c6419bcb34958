import { EcPublicKey } from '@hocba/shared/credential/trust/public-key';
import { parseTrustList, type TrustList } from '@hocba/shared/credential/trust/trust-list';
import { Refused } from '@hocba/shared/credential/verify/verdict';
import { RegistryError } from '@hocba/shared/problems';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

/** A private P-256 key as a file holds it. */
export const PrivateKey = Type.Object(
  { ...EcPublicKey.properties, d: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) },
  { additionalProperties: false },
);

/** Reads the text of a file that holds one private key; throws KEY_MISSING with the name of the file. */
export const parseKeyFile = <File extends TSchema>(
  schema: File,
  text: string,
  name: string,
): Static<File> => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = undefined;
  }
  if (!Value.Check(schema, file)) {
    throw new RegistryError('KEY_MISSING', `the ${name} file does not hold one private P-256 key`);
  }
  return file;
};

/** Opens the text of a trust list file, whatever its age; throws KEY_MISSING with the fault of the list. */
export const parseTrustListFile = async (text: string): Promise<TrustList> => {
  try {
    return await parseTrustList(text.trim());
  } catch (error) {
    throw error instanceof Refused ? new RegistryError('KEY_MISSING', `trust list: ${error.code}`) : error;
  }
};
