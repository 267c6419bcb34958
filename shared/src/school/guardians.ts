import { type Static, Type } from 'typebox';
import { branded } from '../branded.ts';
import { closed } from './members.ts';

/** Our own opaque key of a guardian's account. */
export const GuardianId = branded<'GuardianId'>('^g[0-9A-HJKMNP-TV-Z]{26}$', 27);
export type GuardianId = Static<typeof GuardianId>;

/** The key of a guardian's link to a child. */
export const LinkId = branded<'LinkId'>('^l[0-9A-HJKMNP-TV-Z]{26}$', 27);
export type LinkId = Static<typeof LinkId>;

/**
 * What an adult is to the child: parents and appointed guardians (người giám hộ) as families say it themselves; the
 * others only with a paper that the school has seen. A `deputy` acts for a guardian who is away, for a limited time.
 */
export const Relation = Type.Union([
  Type.Literal('mother'),
  Type.Literal('father'),
  Type.Literal('guardian'),
  Type.Literal('grandparent'),
  Type.Literal('institution'),
  Type.Literal('deputy'),
]);
export type Relation = Static<typeof Relation>;

/** The relations that a family states itself with a slip of the school. */
export const OWN_RELATIONS = ['mother', 'father', 'guardian'] as const satisfies readonly Relation[];

/** The acts that a guardian may do for a child; each is given and taken for itself. */
export const GuardianRights = Type.Object(
  {
    /** To see the record and the looks at it. */
    see: Type.Boolean(),
    /** To ask the school for a review or a confirmation. */
    ask: Type.Boolean(),
    /** To decide about a transfer, a share or a one-time code. */
    decide: Type.Boolean(),
    /** To get messages about the child. */
    messages: Type.Boolean(),
  },
  closed,
);
export type GuardianRights = Static<typeof GuardianRights>;

/** The name of one right of a guardian. */
export type GuardianRight = keyof GuardianRights;

/** The names of all rights, in the order in which they are shown. */
export const GUARDIAN_RIGHTS: readonly GuardianRight[] = ['see', 'ask', 'decide', 'messages'];

/** All rights, as parents have them unless the school or a court says otherwise. */
export const ALL_RIGHTS: GuardianRights = { see: true, ask: true, decide: true, messages: true };
