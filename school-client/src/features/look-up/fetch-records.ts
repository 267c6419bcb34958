import type { BodyOf } from '@hocba/shared/contract/endpoint';
import { trustList } from '@hocba/shared/contract/keys';
import { getBundle, lookUp } from '@hocba/shared/contract/look-up';
import { type Bundle, bundleText } from '@hocba/shared/credential/bundle/bundle';
import { type BundleVerdict, verifyBundle } from '@hocba/shared/credential/bundle/verify-bundle';
import type { Instant } from '@hocba/shared/school/identifiers';
import { pinnedRoot } from '../../transcript/trust-list-store.ts';
import type { CallRegistry } from '../../work/session.ts';

type Asked = Pick<BodyOf<typeof lookUp>, 'studentId' | 'birthDate'>;

/** The result of a look-up, checked again in this browser. */
export interface Found {
  readonly bundle: Bundle;
  readonly verdict: BundleVerdict;
  readonly checkedAt: string;
  readonly asked: Asked;
}

/**
 * Verifies each signed text here: what the registry says about its own records is not taken on trust. The key list comes
 * from the registry's public address, not out of the bundle, and must be of the root that this machine pinned.
 */
const checkHere = async (callRegistry: CallRegistry, bundle: Bundle, asked: Asked): Promise<Found> => {
  const list = await callRegistry(trustList, {});
  const checkedAt = new Date().toISOString() as Instant;
  const root = pinnedRoot();
  const pinned = root === null ? {} : { rootThumbprint: root };
  const verdict = await verifyBundle(bundle, { trustList: list.trim(), ...pinned, now: checkedAt });
  return { bundle, verdict, checkedAt, asked };
};

/** Asks with the family's code and checks the answer here. Throws CallError. */
export const fetchRecords = async (
  callRegistry: CallRegistry,
  asked: BodyOf<typeof lookUp>,
  onChecking: () => void,
): Promise<Found> => {
  const { bundle } = await callRegistry(lookUp, { body: asked });
  onChecking();
  return checkHere(callRegistry, bundle, asked);
};

/** Reads the records of a grant without a code and checks them here. Throws CallError. */
export const fetchGranted = async (callRegistry: CallRegistry, grant: string, asked: Asked): Promise<Found> =>
  checkHere(callRegistry, await callRegistry(getBundle, { params: { grant } }), asked);

/** The pupil's name, where one of the records could be read. */
export const nameOf = ({ verdict }: Found): string | undefined =>
  verdict.credentials.find(({ payload }) => payload)?.payload?.credentialSubject.student.name;

/** Hands the bundle over as a file: exact signed texts and nothing else, so that anybody can check it again. */
export const saveBundle = (bundle: Bundle, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bundleText(bundle)], { type: 'application/json' }));
  link.download = `${name}.hocba.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
