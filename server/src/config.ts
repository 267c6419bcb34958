import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY, type Policy } from '@hocba/shared/regulations/policy';
import type { Language } from '@hocba/shared/text/language';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { languageOf } from './language.ts';

/** A text of the environment; the description completes the sentence "NAME must be …". */
const text = (description: string, pattern: string, fallback?: string) =>
  Type.String({ description, pattern, ...(fallback === undefined ? {} : { default: fallback }) });

const file = (fallback: string) => text('the path of a file', '^[^\\0]{1,500}$', fallback);
const noFile = text('the path of a file', '^[^\\0]{0,500}$', '');
const whole = (fallback: string) => text('a whole number from 1 to 99999999', '^[1-9][0-9]{0,7}$', fallback);

/** Every variable the registry reads; nothing else in the project looks at the environment. */
const Environment = Type.Object({
  DATABASE_URL: text(
    'file:PATH, memory: or postgres://…',
    '^(file:.+|memory:|postgres(ql)?://.+)$',
    'file:data/hocba.sqlite',
  ),
  PUBLIC_URL: text(
    'the https address people open, without a path (plain http only on this machine itself)',
    '^(https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?)$',
  ),
  LISTEN: text('ADDRESS:PORT', '^([0-9a-z.-]+|\\[[0-9a-f:]+\\]):[0-9]{1,5}$', '127.0.0.1:8787'),
  TRUSTED_PROXIES: text(
    'addresses or networks of the reverse proxies, with commas between',
    '^[0-9a-f.:/,]*$',
    '',
  ),
  SIGNING_KEY_FILE: file('data/signing-keys.json'),
  TRUST_LIST_FILE: file('data/trust-list.jws'),
  SESSION_KEY_FILE: file('data/session-key.json'),
  HEAD_KEY_FILE: file('data/head-key.json'),
  STATE_FOLDER: text('the path of a folder', '^[^\\0]{0,500}$', ''),
  TIME_ZONE: text('a time zone of the IANA list', '^[A-Za-z_]+(/[A-Za-z_]+)*$', 'Asia/Ho_Chi_Minh'),
  LIFT_READING: text(
    'replace or remove: how the one-subject lift makes a subject harmless',
    '^(replace|remove)$',
    'replace',
  ),
  ASK_AFTER_DAYS: text(
    'a whole number of days from 0 to 365; 0 for never',
    '^(0|[1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5])$',
    '14',
  ),
  GUARDIAN_WAIT_HOURS: text(
    'a whole number of hours from 0 to 168; 0 for no wait',
    '^(0|[1-9][0-9]?|1[0-5][0-9]|16[0-8])$',
    '48',
  ),
  REVIEW_DAYS: text('a whole number of working days from 1 to 30', '^([1-9]|[12][0-9]|30)$', '5'),
  LOG_LEVEL: text(
    'fatal, error, warn, info, debug, trace or silent',
    '^(fatal|error|warn|info|debug|trace|silent)$',
    'info',
  ),
  SECURITY_CONTACT: text(
    'empty, or a mailto: or https: address',
    '^(|mailto:[^\\s<>]+@[^\\s<>]+|https://[^\\s<>]+)$',
    '',
  ),
  INTAKE_MAX_BATCH: whole('500'),
  BODY_LIMIT_BYTES: whole('1048576'),
  INTAKE_DOCUMENTS_PER_DAY: whole('30000'),
  INTAKE_BYTES_PER_DAY: whole('33554432'),
  RATE_LIMIT_PER_MINUTE: whole('600'),
  PUPILS_PER_DAY: whole('300'),
  COPIES_PER_DAY: whole('200'),
  AGENCY_CODES: text(
    'empty, or agency codes with commas between: H60 for every school, 08000102=H60.112 for one',
    '^(|([0-9]{8}=)?[GHK][0-9]{2}(\\.[0-9]{2,3})*(,([0-9]{8}=)?[GHK][0-9]{2}(\\.[0-9]{2,3})*)*)$',
    '',
  ),
  SMTP_URL: text(
    'smtp://USER@HOST:PORT or smtps://USER@HOST:PORT, without a password and a path',
    '^(|smtps?://([^\\s/@:]+@)?([A-Za-z0-9.-]+|\\[[0-9a-f:]+\\])(:[0-9]{1,5})?)$',
    '',
  ),
  SMTP_PASSWORD_FILE: noFile,
  MAIL_FROM: text(
    'a mail address, or NAME <ADDRESS>',
    '^(|[^<>\\r\\n]*<[^<>\\s@]+@[^<>\\s@]+>|[^<>\\s@]+@[^<>\\s@]+)$',
    '',
  ),
  SMS_GATEWAY_URL: text(
    'an https address (plain http only on this machine itself)',
    '^(|https://[^\\s@]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?(/[^\\s]*)?)$',
    '',
  ),
  SMS_GATEWAY_TOKEN_FILE: noFile,
  OIDC_ISSUER: text(
    'an https address (plain http only on this machine itself)',
    '^(|https://[^\\s@?#]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?(/[^\\s?#]*)?)$',
    '',
  ),
  OIDC_CLIENT_ID: text('the name of this registry at the identity provider', '^[^\\s]{0,200}$', ''),
  OIDC_CLIENT_SECRET_FILE: noFile,
});
type Environment = Static<typeof Environment>;

/** Variables that mean nothing without another one. */
const PARTNERS: readonly (readonly [keyof Environment, needs: keyof Environment])[] = [
  ['SMTP_URL', 'MAIL_FROM'],
  ['SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN_FILE'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET_FILE'],
];

/** How mail leaves the registry. */
export interface MailConfig {
  readonly url: string;
  /** The password of the user that the address names. */
  readonly passwordFile: string | undefined;
  readonly from: string;
}

/** An identity provider (OpenID Connect) that guardians may sign in with, such as VNeID. */
export interface OidcConfig {
  readonly issuer: string;
  /** The name of this registry at the provider. */
  readonly clientId: string;
  readonly clientSecretFile: string;
}

/** How text messages leave the registry. */
export interface SmsConfig {
  readonly url: string;
  /** The token that both sides show: the registry when it sends, the gateway when it reports. */
  readonly tokenFile: string;
}

/** The environment as the registry uses it; read once and passed as a value. */
export interface Config {
  readonly databaseUrl: string;
  /** Origin: issuer of credentials, audience of access tokens, base of links. */
  readonly publicUrl: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly trustedProxies: readonly string[];
  readonly signingKeyFile: string;
  readonly trustListFile: string;
  readonly sessionKeyFile: string;
  /** The private key that signs heads of log and audit. */
  readonly headKeyFile: string;
  /** The memory of commands from one call to the next; of the user who calls them, not of a registry. */
  readonly stateFolder: string;
  readonly timeZone: string;
  /** Where Circular 22/2021 can be read in two ways, the reading of this registry. */
  readonly policy: Policy;
  /** Days without contact after which a device asks for the password before it shows pupils; 0 for never. */
  readonly askAfterDays: number;
  /** Hours in which another guardian who decides may object to a share or a transfer; 0 for none. */
  readonly guardianWaitHours: number;
  /** Working days within which a school answers a family’s review request. */
  readonly reviewDays: number;
  readonly logLevel: string;
  /** Where weaknesses are reported, for `security.txt`. */
  readonly securityContact: string | undefined;
  /** Documents in one push. */
  readonly intakeMaxBatch: number;
  /** The share of one account in a day; no honest week of a school is that much. */
  readonly intakePerDay: { readonly documents: number; readonly bytes: number };
  /** Largest body under `/sync`; everywhere else it is 64 KiB. */
  readonly bodyLimitBytes: number;
  /** Requests of one network address. A whole school sits behind one. */
  readonly rateLimitPerMinute: number;
  /** Different pupils that one account may look up or hand out codes for in 24 hours. */
  readonly pupilsPerDay: number;
  /** First copies of school years that one account may take in 24 hours; each is a row of the audit. */
  readonly copiesPerDay: number;
  /** Codes of agencies by school, under null that of every other one; dossiers without a code get no official number. */
  readonly agencyCodes: ReadonlyMap<string | null, string>;
  /** Without it no mail leaves the registry. */
  readonly mail: MailConfig | undefined;
  /** Without it no text message leaves the registry. */
  readonly sms: SmsConfig | undefined;
  /** Without it guardians sign in by one-time code alone. */
  readonly oidc: OidcConfig | undefined;
}

/** Faults by variable, in the order of the table; the value is not shown, it may hold a password. */
const faultsOf = (given: Record<string, string>): string[] => {
  const single = Object.entries(Environment.properties).flatMap(([name, schema]) => {
    const { description } = schema as { description?: string };
    if (given[name] === undefined) return [`${name} must be set: ${description}`];
    return Value.Check(schema, given[name]) ? [] : [`${name} must be ${description}`];
  });
  const alone = PARTNERS.filter(([name, needs]) => given[name] !== '' && given[needs] === '');
  return [...single, ...alone.map(([name, needs]) => `${needs} must be set, because ${name} is set`)];
};

const outwards = (e: Environment): Pick<Config, 'mail' | 'sms' | 'oidc'> => ({
  mail:
    e.SMTP_URL === ''
      ? undefined
      : { url: e.SMTP_URL, passwordFile: e.SMTP_PASSWORD_FILE || undefined, from: e.MAIL_FROM },
  sms: e.SMS_GATEWAY_URL === '' ? undefined : { url: e.SMS_GATEWAY_URL, tokenFile: e.SMS_GATEWAY_TOKEN_FILE },
  oidc:
    e.OIDC_ISSUER === ''
      ? undefined
      : { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID, clientSecretFile: e.OIDC_CLIENT_SECRET_FILE },
});

const agencyCodesOf = (text: string): Config['agencyCodes'] =>
  new Map(
    text
      .split(',')
      .filter((one) => one !== '')
      .map((one) => {
        const [school, code] = one.split('=') as [string, string | undefined];
        return code === undefined ? ([null, school] as const) : ([school, code] as const);
      }),
  );

/** The settings of the environment do not fit; the message names each. */
export class ConfigError extends Error {}

/**
 * Reads the configuration; an empty variable counts as not set. Throws one error that lists every fault, so that
 * an operator does not find them one start at a time.
 */
export const readConfig = (env: Record<string, string | undefined> = process.env): Config => {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const given = Value.Default(Environment, Object.fromEntries(set)) as Record<string, string>;
  const faults = faultsOf(given);
  if (faults.length > 0) throw new ConfigError(`The configuration has faults:\n  ${faults.join('\n  ')}`);
  const e = given as Environment;
  const colon = e.LISTEN.lastIndexOf(':');
  return {
    databaseUrl: e.DATABASE_URL,
    publicUrl: e.PUBLIC_URL,
    listen: {
      host: e.LISTEN.slice(0, colon).replace(/^\[|\]$/g, ''),
      port: Number(e.LISTEN.slice(colon + 1)),
    },
    trustedProxies: e.TRUSTED_PROXIES.split(',').filter((network) => network !== ''),
    signingKeyFile: e.SIGNING_KEY_FILE,
    trustListFile: e.TRUST_LIST_FILE,
    sessionKeyFile: e.SESSION_KEY_FILE,
    headKeyFile: e.HEAD_KEY_FILE,
    stateFolder: e.STATE_FOLDER || join(homedir(), '.local', 'state', 'hocba'),
    timeZone: e.TIME_ZONE,
    policy: { ...DEFAULT_POLICY, lift: e.LIFT_READING === 'remove' ? 'remove' : 'replace' },
    askAfterDays: Number(e.ASK_AFTER_DAYS),
    guardianWaitHours: Number(e.GUARDIAN_WAIT_HOURS),
    reviewDays: Number(e.REVIEW_DAYS),
    logLevel: e.LOG_LEVEL,
    securityContact: e.SECURITY_CONTACT === '' ? undefined : e.SECURITY_CONTACT,
    intakeMaxBatch: Number(e.INTAKE_MAX_BATCH),
    intakePerDay: {
      documents: Number(e.INTAKE_DOCUMENTS_PER_DAY),
      bytes: Number(e.INTAKE_BYTES_PER_DAY),
    },
    bodyLimitBytes: Number(e.BODY_LIMIT_BYTES),
    rateLimitPerMinute: Number(e.RATE_LIMIT_PER_MINUTE),
    pupilsPerDay: Number(e.PUPILS_PER_DAY),
    copiesPerDay: Number(e.COPIES_PER_DAY),
    agencyCodes: agencyCodesOf(e.AGENCY_CODES),
    ...outwards(e),
  };
};

/** The configuration with some variables replaced, for commands that bring them or do not need them. */
export const readConfigWith = (
  instead: Readonly<Record<string, string>>,
  env: Record<string, string | undefined> = process.env,
): Config => readConfig({ ...env, ...instead });

/** The configuration with values for variables that are not set, for commands that can do without them. */
export const readConfigOr = (
  otherwise: Readonly<Record<string, string>>,
  env: Record<string, string | undefined> = process.env,
): Config =>
  readConfig({ ...env, ...Object.fromEntries(Object.entries(otherwise).filter(([name]) => !env[name])) });

/** The language of the person who runs a command. */
export const readLanguage = (env: Record<string, string | undefined> = process.env): Language =>
  languageOf(env);
