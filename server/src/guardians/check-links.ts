import { faultOfTold, NOT_AS_TOLD } from '../people/told-rows.ts';
import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { readActs } from '../storage/queries/audit/acts.ts';
import type { AuditRow } from '../storage/queries/audit/audit-queries.ts';
import { type GuardianLinkRow, readGuardianLinks } from '../storage/queries/guardians/guardian-links.ts';
import { type RestrictionRow, readRestrictions } from '../storage/queries/guardians/restrictions.ts';
import { isSealedLink } from './links/link-seal.ts';
import { isSealedRestriction, limitsOf } from './restrictions/limit.ts';

/** The members of a link that acts name; when it ended is one commit's time and not compared. */
interface Link {
  readonly guardian: string;
  readonly student: string;
  readonly relation: string;
  readonly since: string;
  readonly until: string | null;
  readonly rights: readonly boolean[];
  readonly limits: readonly string[];
  readonly isEnded: boolean;
}

/** The members of an order that acts name; `document` is undefined where its digest is of a former chain key. */
interface Order {
  readonly guardian: string;
  readonly student: string;
  readonly kind: string;
  readonly from: string;
  readonly until: string | null;
  readonly state: string;
  readonly document: string | undefined;
}

/** Links and orders by id, as the audit tells them. */
interface Told {
  readonly links: Map<string, Link>;
  readonly orders: Map<string, Order>;
}

type Detail = Readonly<Record<string, unknown>>;

const tellLink = ({ links }: Told, { action, actor, at, student }: AuditRow, detail: Detail): void => {
  const id = String(detail.link);
  const before = links.get(id);
  if (action === 'guardian.linked') {
    links.set(id, {
      ...{ guardian: actor.replace(/^guardian:/, ''), student: student ?? '' },
      ...{ relation: String(detail.relation), since: at, until: (detail.until ?? null) as string | null },
      ...{ rights: [true, true, true, true], limits: [], isEnded: false },
    });
  } else if (before !== undefined && action === 'guardian.ended') {
    links.set(id, { ...before, isEnded: true });
  } else if (before !== undefined) {
    const { see, ask, decide, messages } = detail as Readonly<Record<string, boolean>>;
    links.set(id, { ...before, rights: [see, ask, decide, messages].map((right) => right === true) });
  }
};

const tellOrder = ({ links, orders }: Told, { action, student }: AuditRow, detail: Detail): void => {
  const id = String(detail.restriction);
  const { guardian, kind, from, until, document } = detail as Readonly<Record<string, string>>;
  const state = action.slice('restriction.'.length);
  const about = { guardian: guardian ?? '', student: student ?? '', kind: kind ?? '', from: from ?? '' };
  orders.set(id, { ...about, until: until ?? null, state, document });
  if (state !== 'confirmed') return;
  // A confirmed order is named in every link of the guardian to the pupil; one whose end was declined is named already.
  for (const [link, told] of links) {
    const isOfPair = told.guardian === guardian && told.student === student;
    if (isOfPair && !told.limits.includes(id)) links.set(link, { ...told, limits: [...told.limits, id] });
  }
};

const ACTS = [
  ...['guardian.linked', 'guardian.ended', 'guardian.rights-set'],
  ...['proposed', 'confirmed', 'declined', 'ending', 'ended'].map((state) => `restriction.${state}`),
  REKEYED,
];

/** Plays the acts again in their order. */
const readTold = async (db: Db): Promise<Told> => {
  const told: Told = { links: new Map(), orders: new Map() };
  for await (const row of readActs(db, ACTS)) {
    const detail = JSON.parse(row.detail) as Detail;
    if (row.action === REKEYED) {
      // Digests that acts say under a former chain key cannot be compared any more.
      for (const [id, order] of told.orders) told.orders.set(id, { ...order, document: undefined });
    } else if (row.action.startsWith('restriction.')) tellOrder(told, row, detail);
    else tellLink(told, row, detail);
  }
  return told;
};

const linkOf = (row: GuardianLinkRow): Link => ({
  ...{ guardian: row.guardian, student: row.student, relation: row.relation },
  ...{ since: row.valid_from, until: row.valid_until },
  rights: [row.may_see, row.may_ask, row.may_decide, row.gets_messages],
  limits: limitsOf(row),
  isEnded: row.ended_at !== null,
});

const orderOf = (db: Db, row: RestrictionRow, told: Order | undefined): Order => ({
  ...{ guardian: row.guardian, student: row.student, kind: row.kind },
  ...{ from: row.valid_from, until: row.valid_until, state: row.state },
  document: told?.document === undefined ? undefined : db.mac('told', row.document),
});

/** The fault of a row that stands, by the acts and by its seal; the audit's word about the row is taken away. */
const faultOf = <Row extends object>(
  rows: Map<string, Row>,
  key: string,
  row: Row,
  isSealed: boolean,
): string | undefined =>
  // No act says too little of a link or an order, so that every row has to be told, however old it is.
  faultOfTold({ rows, last: '' }, row, { key, at: key }) ?? (isSealed ? undefined : NOT_AS_TOLD);

/**
 * Links of guardians and orders about them that are otherwise than the acts of the audit say, that this registry did not
 * write, or that are gone. They close what they are about, so nobody may learn of it only from a family that sees nothing.
 */
export const checkLinks = async (db: Db): Promise<string[]> => {
  const told = await readTold(db);
  const faults: string[] = [];
  const linkName = (id: string, { student }: Link) => `guardian link ${id} of ${student}`;
  const orderName = (id: string, { student }: Order) => `order ${id} about a guardian of ${student}`;
  for await (const page of readGuardianLinks(db)) {
    for (const row of page) {
      const link = linkOf(row);
      const fault = faultOf(told.links, row.id, link, isSealedLink(db, row));
      if (fault !== undefined) faults.push(linkName(row.id, link) + fault);
    }
  }
  for await (const page of readRestrictions(db)) {
    for (const row of page) {
      const order = orderOf(db, row, told.orders.get(row.id));
      const fault = faultOf(told.orders, row.id, order, isSealedRestriction(db, row));
      if (fault !== undefined) faults.push(orderName(row.id, order) + fault);
    }
  }
  const missing = [
    ...[...told.links].map(([id, link]) => linkName(id, link)),
    ...[...told.orders].map(([id, order]) => orderName(id, order)),
  ];
  return [...faults, ...missing.map((name) => `${name} is missing`)];
};
