import type { Me } from '@hocba/shared/contract/auth';
import { capacitiesOf } from '@hocba/shared/school/roles';
import type { IconName } from '../../ui/plain/strokes.ts';

/** One entry of the navigation; its text is a key of the area `app`. */
export interface Destination {
  readonly href: string;
  readonly text:
    | 'navHome'
    | 'navClasses'
    | 'navSchoolClasses'
    | 'navLookUp'
    | 'navFamilies'
    | 'navTransfers'
    | 'navRequests'
    | 'navObjections'
    | 'navReviews'
    | 'navPasswords';
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
/** Those who look after a whole school do not call its classes theirs. */
const SCHOOL_CLASSES: Destination = { ...CLASSES, text: 'navSchoolClasses' };
const HOME: Destination = { href: '/', text: 'navHome', icon: 'info', covers: /^\/$/ };
const LOOK_UP: Destination = { href: '/look-up', text: 'navLookUp', icon: 'search', covers: /^\/look-up/ };

const FAMILIES: Destination = {
  href: '/families',
  text: 'navFamilies',
  icon: 'home',
  covers: /^\/(families|consent|messages|disagreements|review-desk)/,
};
const TRANSFERS: Destination = {
  href: '/transfer-desk',
  text: 'navTransfers',
  icon: 'conflict',
  covers: /^\/transfer-desk/,
};

const PASSWORDS: Destination = {
  href: '/passwords',
  text: 'navPasswords',
  icon: 'people',
  covers: /^\/passwords/,
};

const REQUESTS: Destination = {
  href: '/requests',
  text: 'navRequests',
  icon: 'search',
  covers: /^\/requests/,
};

const OVERSIGHT: Destination = {
  href: '/oversight',
  text: 'navTransfers',
  icon: 'send',
  covers: /^\/oversight/,
};

const OBJECTIONS: Destination = {
  href: '/disagreements',
  text: 'navObjections',
  icon: 'conflict',
  covers: /^\/disagreements/,
};

const REVIEWS: Destination = {
  href: '/review-desk',
  text: 'navReviews',
  icon: 'eye',
  covers: /^\/review-desk/,
};

/** Where an account may go beside its own page; the registry refuses the rest anyway, this only spares the person the refusal. */
export const destinationsOf = (me: Me): readonly Destination[] => {
  if (me.role === 'department') return [HOME, OVERSIGHT, REQUESTS, OBJECTIONS, REVIEWS];
  if (me.school === null) return [HOME];
  if (me.role === 'head') return [SCHOOL_CLASSES, LOOK_UP, TRANSFERS, FAMILIES, PASSWORDS];
  if (me.role === 'clerk') return [SCHOOL_CLASSES, LOOK_UP, TRANSFERS, FAMILIES];
  return capacitiesOf(me.role, me.assignments).has('homeroom') ? [CLASSES, FAMILIES] : [CLASSES];
};

/** Pages of the office about families: the page of families leads to them, since a menu of seven has no room for them. */
const BESIDE_FAMILIES: readonly string[] = ['/consent', '/messages', '/disagreements'];

/** Whether a destination is offered to this account, in the menu or on a page of it. */
export const mayGo = (me: Me, href: string): boolean => {
  const isOffice = me.school !== null && (me.role === 'head' || me.role === 'clerk');
  const isBeside = isOffice && BESIDE_FAMILIES.includes(href);
  // Teachers come from their first page to the requests about their own sheets.
  if (href === '/review-desk' && me.school !== null) return true;
  return isBeside || destinationsOf(me).some((one) => one.href === href);
};

/** The school year a path is about, if it is about one. */
export const yearOfPath = (path: string): string | undefined =>
  /^\/(?:class|sheet|approvals)\/(20\d\d-20\d\d)(?:\/|$)/.exec(path)?.[1];
