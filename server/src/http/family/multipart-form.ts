import { RegistryError } from '@hocba/shared/problems';

const base64Of = async (file: File): Promise<string> =>
  Buffer.from(await file.arrayBuffer()).toString('base64');

/**
 * A form with files as browsers send it (multipart/form-data): texts as they are, files as base64, fields left empty gone.
 * Throws INVALID_INPUT for a body that is no such form and for a member that is named twice.
 */
export const parseMultipart = async (
  type: string,
  body: Buffer,
): Promise<Readonly<Record<string, string>>> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new RegistryError('INVALID_INPUT');
    });
  const members = [...form.entries()];
  if (new Set(members.map(([name]) => name)).size !== members.length)
    throw new RegistryError('INVALID_INPUT');
  const read = await Promise.all(
    members.map(async ([name, value]) => [name, typeof value === 'string' ? value : await base64Of(value)]),
  );
  return Object.fromEntries(read.filter(([, value]) => value !== '')) as Record<string, string>;
};
