import { readFileSync } from 'node:fs';
import { type Config, ConfigError } from '../../config.ts';
import type { SenderTable } from './sender.ts';
import { openSenders, type Senders } from './senders.ts';
import { smsSender } from './sms-sender.ts';
import { smtpSender } from './smtp-sender.ts';

/** The one line of a file with a secret. Throws ConfigError, which names the variable and the file, not their content. */
const readSecret = (variable: string, path: string): string => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConfigError(`${variable}: the file ${path} cannot be read`);
  }
  if (text === '' || /\s/.test(text))
    throw new ConfigError(`${variable}: the file ${path} must hold one line`);
  return text;
};

/** The senders that the configuration names. Throws ConfigError when the file of a secret cannot be used. */
export const readSenders = ({ mail, sms }: Pick<Config, 'mail' | 'sms'>): Senders => {
  const file = mail?.passwordFile;
  const password = file === undefined ? undefined : readSecret('SMTP_PASSWORD_FILE', file);
  const token = sms === undefined ? undefined : readSecret('SMS_GATEWAY_TOKEN_FILE', sms.tokenFile);
  const table: SenderTable = {
    ...(mail === undefined ? {} : { mail: smtpSender({ url: mail.url, from: mail.from, password }) }),
    ...(sms === undefined || token === undefined ? {} : { sms: smsSender({ url: sms.url, token }) }),
  };
  return openSenders(table, token);
};
