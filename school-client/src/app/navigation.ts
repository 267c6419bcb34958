import type { Me } from '@hocba/shared/contract/auth';
import type { IconName } from '../ui/icon.tsx';

/** One entry of the navigation; its text is a key of the area `app`. */
export interface Destination {
  readonly href: string;
  readonly text: 'navClasses' | 'navLookUp' | 'navConsent' | 'navAccount';
  readonly icon: IconName;
  /** Paths below which this entry is the current one. */
  readonly covers: RegExp;
}

const CLASSES: Destination = {
  href: '/',
  text: 'navClasses',
  icon: 'people',
  covers: /^\/($|class\/|sheet\/|approvals\/)/,
};
const LOOK_UP: Destination = { href: '/look-up', text: 'navLookUp', icon: 'search', covers: /^\/look-up/ };
const CONSENT: Destination = { href: '/consent', text: 'navConsent', icon: 'key', covers: /^\/consent/ };
const ACCOUNT: Destination = { href: '/account', text: 'navAccount', icon: 'person', covers: /^\/account/ };

/** Where an account may go; the registry refuses the rest anyway, this only spares the person the refusal. */
export const destinationsOf = (me: Me): readonly Destination[] => {
  if (me.school === null) return [ACCOUNT];
  if (me.role === 'clerk' || me.role === 'head') return [CLASSES, LOOK_UP, CONSENT, ACCOUNT];
  return [CLASSES, ACCOUNT];
};

/** Whether a destination is offered to this account. */
export const mayGo = (me: Me, href: string): boolean => destinationsOf(me).some((one) => one.href === href);

/** The school year a path is about, if it is about one. */
export const yearOfPath = (path: string): string | undefined =>
  /^\/(?:class|sheet|approvals)\/(20\d\d-20\d\d)(?:\/|$)/.exec(path)?.[1];
