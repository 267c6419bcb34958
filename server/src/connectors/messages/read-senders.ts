import type { Config } from '../../config.ts';
import { readSecretFile } from '../../secret-file.ts';
import type { SenderTable } from './sender.ts';
import { openSenders, type Senders } from './senders.ts';
import { smsSender } from './sms-sender.ts';
import { smtpSender } from './smtp-sender.ts';

/** The senders that the configuration names. Throws ConfigError when the file of a secret cannot be used. */
export const readSenders = ({ mail, sms }: Pick<Config, 'mail' | 'sms'>): Senders => {
  const file = mail?.passwordFile;
  const password = file === undefined ? undefined : readSecretFile('SMTP_PASSWORD_FILE', file);
  const token = sms === undefined ? undefined : readSecretFile('SMS_GATEWAY_TOKEN_FILE', sms.tokenFile);
  const table: SenderTable = {
    ...(mail === undefined ? {} : { mail: smtpSender({ url: mail.url, from: mail.from, password }) }),
    ...(sms === undefined || token === undefined ? {} : { sms: smsSender({ url: sms.url, token }) }),
  };
  return openSenders(table, token);
};
