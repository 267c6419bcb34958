import type { BodyOf } from '@hocba/shared/contract/endpoint';
import { trustList } from '@hocba/shared/contract/keys';
import { getBundle, lookUp, type Purpose } from '@hocba/shared/contract/look-up';
import { type Bundle, bundleText } from '@hocba/shared/credential/bundle/bundle';
import { type BundleVerdict, verifyBundle } from '@hocba/shared/credential/bundle/verify-bundle';
import type { Instant } from '@hocba/shared/school/identifiers';
import { pinnedRoot } from '../../transcript/trust-list-store.ts';
import { saveFile } from '../../work/save-file.ts';
import type { CallRegistry } from '../../work/session.ts';

type Asked = Pick<BodyOf<typeof lookUp>, 'studentId' | 'birthDate'>;

/** The result of a look-up, checked again in this browser. */
export interface Found {
  /** The handle of the granted look-up, from which a transfer can be requested. */
  readonly grant: string;
  readonly bundle: Bundle;
  readonly verdict: BundleVerdict;
  readonly checkedAt: string;
  /** The typed values; undefined where nothing was typed, because a granted look-up is read once more. */
  readonly asked: Asked | undefined;
  /** Why the school asked; unknown of records that were answered without a code. */
  readonly purpose: Purpose | undefined;
}

/**
 * Verifies each signed text here: what the registry says about its own records is not taken on trust. The key list comes
 * from the registry's public address, not out of the bundle, and must be of the root that this machine pinned.
 */
const checkHere = async (
  callRegistry: CallRegistry,
  { bundle, ...about }: Pick<Found, 'grant' | 'bundle' | 'asked' | 'purpose'>,
): Promise<Found> => {
  const list = await callRegistry(trustList, {});
  const checkedAt = new Date().toISOString() as Instant;
  const root = pinnedRoot();
  const pinned = root === null ? {} : { rootThumbprint: root };
  const verdict = await verifyBundle(bundle, { trustList: list.trim(), ...pinned, now: checkedAt });
  return { ...about, bundle, verdict, checkedAt };
};

/** Asks with the family's code and checks the answer here. Throws CallError. */
export const fetchRecords = async (
  callRegistry: CallRegistry,
  asked: BodyOf<typeof lookUp>,
  onChecking: () => void,
): Promise<Found> => {
  const { bundle, grant } = await callRegistry(lookUp, { body: asked });
  onChecking();
  return checkHere(callRegistry, { bundle, grant, asked, purpose: asked.purpose });
};

/** Reads the records of a grant once more, or for the first time without a code, and checks them here. Throws CallError. */
export const fetchGranted = async (
  callRegistry: CallRegistry,
  grant: string,
  asked?: Asked,
): Promise<Found> => {
  const bundle = await callRegistry(getBundle, { params: { grant } });
  return checkHere(callRegistry, { bundle, grant, asked, purpose: undefined });
};

/** The pupil's name, where one of the records could be read. */
export const nameOf = ({ verdict }: Found): string | undefined =>
  verdict.credentials.find(({ payload }) => payload)?.payload?.credentialSubject.student.name;

/** Hands the bundle over as a file: exact signed texts and nothing else, so that anybody can check it again. */
export const saveBundle = (bundle: Bundle, name: string): void =>
  saveFile(`${name}.hocba.json`, 'application/json', bundleText(bundle));
