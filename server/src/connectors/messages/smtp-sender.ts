import { RegistryError } from '@hocba/shared/problems';
import nodemailer from 'nodemailer';
import type { Sender } from './sender.ts';

/** A mail server as nodemailer needs it; the password is the text of a file, never part of an address that logs show. */
export interface SmtpOptions {
  /** smtp://USER@HOST:PORT or smtps://… */
  readonly url: string;
  readonly password: string | undefined;
  /** The address, with or without a name, that mails come from. */
  readonly from: string;
}

/** Milliseconds until a mail server that does not answer counts as away. */
const PATIENCE_MS = 10_000;

/** A server on the machine itself may speak without TLS; every other one has to encrypt. */
const isHere = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Answers 550 to 559 to the recipient: there is no mailbox of this name (RFC 5321, 4.2.3). */
const isRefusal = (error: unknown): boolean => {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  return (
    code === 'EENVELOPE' && command === 'RCPT TO' && (responseCode ?? 0) >= 550 && (responseCode ?? 0) < 560
  );
};

/** Sends mails through an SMTP server: as plain text, with the reference in the Message-ID. */
export const smtpSender = ({ url, password, from }: SmtpOptions): Sender => {
  const { protocol, hostname, port, username } = new URL(url);
  const transport = nodemailer.createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port: Number(port) }),
    secure: protocol === 'smtps:',
    requireTLS: !isHere(hostname),
    ignoreTLS: isHere(hostname),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: password ?? '' } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // A text of a message may name no file and no address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.replace(/^.*@|>.*$/g, '');
  return {
    send: async ({ to, subject, text, reference }) => {
      try {
        await transport.sendMail({
          from,
          // An object, because a text would be read as a list of addresses.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${reference}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        if (isRefusal(error)) throw new RegistryError('MESSAGE_REFUSED');
        throw error;
      }
    },
  };
};
