import { readFileSync } from 'node:fs';
import { ConfigError } from './config.ts';

/** The one line of a file with a secret. Throws ConfigError, which names the variable and the file, not their content. */
export const readSecretFile = (variable: string, path: string): string => {
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
