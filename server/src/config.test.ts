import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

const least = { PUBLIC_URL: 'https://hocba.example.vn' };

it('the configuration has every default when only the public address is set', () => {
  expect(readConfig(least)).toStrictEqual({
    databaseUrl: 'file:data/hocba.sqlite',
    publicUrl: 'https://hocba.example.vn',
    listen: { host: '127.0.0.1', port: 8787 },
    trustedProxies: [],
    signingKeyFile: 'data/signing-keys.json',
    trustListFile: 'data/trust-list.jws',
    sessionKeyFile: 'data/session-key.json',
    headKeyFile: 'data/head-key.json',
    stateFolder: expect.stringMatching(/^\/.+\/hocba$/),
    timeZone: 'Asia/Ho_Chi_Minh',
    policy: { lift: 'replace', bothFailed: 'repeat' },
    askAfterDays: 14,
    guardianWaitHours: 48,
    reviewDays: 5,
    logLevel: 'info',
    securityContact: undefined,
    intakeMaxBatch: 500,
    intakePerDay: { documents: 30_000, bytes: 33_554_432 },
    bodyLimitBytes: 1_048_576,
    rateLimitPerMinute: 600,
    pupilsPerDay: 300,
    copiesPerDay: 200,
    agencyCodes: new Map(),
    mail: undefined,
    sms: undefined,
    oidc: undefined,
  });
});

it('the configuration reports three mistakes with three lines and shows no value', () => {
  const mistakes = { DATABASE_URL: 'mysql://root:secret@db', RATE_LIMIT_PER_MINUTE: '-1', LISTEN: '8787' };
  let message = '';
  try {
    readConfig({ ...least, ...mistakes });
  } catch (error) {
    message = (error as Error).message;
  }
  const lines = message.split('\n').slice(1);
  expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
    'DATABASE_URL',
    'LISTEN',
    'RATE_LIMIT_PER_MINUTE',
  ]);
  expect(message).not.toContain('secret');
});

it.each([
  [undefined],
  [''],
  ['http://hocba.example.vn'],
  ['https://hocba.example.vn/'],
  ['https://hocba.example.vn/app'],
  ['hocba.example.vn'],
])('the public address %s is refused', (publicUrl) => {
  expect(() => readConfig({ PUBLIC_URL: publicUrl })).toThrow('PUBLIC_URL must be');
});

it('the configuration takes IPv6, proxies and plain http on the machine itself', () => {
  const config = readConfig({
    PUBLIC_URL: 'http://127.0.0.1:8787',
    LISTEN: '[::1]:80',
    TRUSTED_PROXIES: '10.0.0.0/8,::1',
  });
  expect(config.listen).toEqual({ host: '::1', port: 80 });
  expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
});

it('the configuration takes a mail server and a gateway of text messages, and keeps their secrets in files', () => {
  const { mail, sms } = readConfig({
    ...least,
    SMTP_URL: 'smtps://hocba@mail.tinh.example:465',
    SMTP_PASSWORD_FILE: 'data/smtp-password',
    MAIL_FROM: 'Học Bạ <hocba@tinh.example>',
    SMS_GATEWAY_URL: 'https://sms.nha-mang.example/v1/messages',
    SMS_GATEWAY_TOKEN_FILE: 'data/sms-token',
  });
  expect(mail).toEqual({
    url: 'smtps://hocba@mail.tinh.example:465',
    passwordFile: 'data/smtp-password',
    from: 'Học Bạ <hocba@tinh.example>',
  });
  expect(sms).toEqual({ url: 'https://sms.nha-mang.example/v1/messages', tokenFile: 'data/sms-token' });
});

it.each([
  [{ SMTP_URL: 'smtp://a:secret@mail.example' }, 'SMTP_URL must be'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM must be set, because SMTP_URL is set'],
  [{ MAIL_FROM: 'hoc ba' }, 'MAIL_FROM must be'],
  [{ OIDC_ISSUER: 'http://vneid.example' }, 'OIDC_ISSUER must be'],
  [{ OIDC_ISSUER: 'https://vneid.example', OIDC_CLIENT_ID: 'a' }, 'OIDC_CLIENT_SECRET_FILE must be set'],
  [{ SMS_GATEWAY_URL: 'http://sms.example/send' }, 'SMS_GATEWAY_URL must be'],
  [{ SMS_GATEWAY_URL: 'https://sms.example' }, 'SMS_GATEWAY_TOKEN_FILE must be set'],
])('the settings %j of outside systems are refused', (settings, fault) => {
  expect(() => readConfig({ ...least, ...settings })).toThrow(fault);
});
