const WORKER = '/service-worker.js';

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string };
}

/**
 * The one script address that pages of this client make themselves; where the content policy asks for trusted types,
 * under policy `app`. A plain text there would leave the page without its worker, and so without a way to open off line.
 */
export const workerUrl = (): string => {
  const trusted = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (trusted === undefined) return WORKER;
  return trusted.createPolicy('app', { createScriptURL: () => WORKER }).createScriptURL(WORKER);
};
