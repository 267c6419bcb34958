import * as contract from '@hocba/shared/contract/security';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import type { FastifyInstance } from 'fastify';
import { later } from '../../../later.ts';
import { mount } from '../../mount.ts';

/** The text of `security.txt`. */
export interface SecurityServices {
  readonly clock: () => Instant;
  readonly publicUrl: string;
  /** A `mailto:` or `https:` address; without it there is no `security.txt`. */
  readonly securityContact: string | undefined;
}

const DAY = 86_400_000;
/** RFC 9116, 2.5.5: less than a year, so that an address nobody reads any more does not stand for ever. */
const GOOD_FOR = 180 * DAY;

const REPORT_TYPES = ['application/csp-report', 'application/reports+json'];

/** A directive of a content policy; any other text of a report stays out of the log. */
const DIRECTIVE = /^[a-z][a-z-]{2,40}$/;

/** The directives that were violated. Addresses and samples in reports may name a person and are not looked at. */
const directivesOf = (reports: contract.PolicyReports): string[] => {
  const bodies: unknown[] = Array.isArray(reports)
    ? reports.map(({ body }) => body)
    : [reports['csp-report']];
  return bodies.flatMap((body) => {
    const said = body as Record<string, unknown> | null | undefined;
    const directive = said?.effectiveDirective ?? said?.['effective-directive'];
    return typeof directive === 'string' && DIRECTIVE.test(directive) ? [directive] : [];
  });
};

/** The address for reports of a weakness, and the reports of browsers about the content policy. */
export const addSecurityRoutes = async (
  app: FastifyInstance,
  { clock, publicUrl, securityContact }: SecurityServices,
): Promise<void> => {
  mount(app, contract.securityTxt, () => {
    if (securityContact === undefined) throw new RegistryError('NOT_FOUND');
    const expires = later(clock(), GOOD_FOR);
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: vi, en',
      `Canonical: ${publicUrl}${contract.securityTxt.path}`,
    ];
    return `${lines.join('\n')}\n`;
  });

  // Browsers send reports under media types of their own, which no other route takes.
  await app.register(async (reports) => {
    reports.addContentTypeParser(
      REPORT_TYPES,
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => parseStrictJson(body),
    );
    mount(reports, contract.reportPolicy, ({ body, request }) => {
      const directives = directivesOf(body);
      for (const directive of directives) request.log.warn({ event: 'policy.violated', directive });
      return { reported: directives.length };
    });
  });
};
