import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FamilyView } from '@hocba/shared/contract/family/view';
import type { Language } from '@hocba/shared/text/language';

/** Draws a view as a whole HTML document. */
export type RenderFamily = (view: FamilyView, language: Language) => string;

/** Where the client's build puts the program that draws families' pages; no address leads there. */
const PAGES = join('.family', 'pages.js');

/** The program that draws families' pages, out of the built client; undefined while the client is not built. */
export const loadFamilyPages = async (
  clientFolder: string | undefined,
): Promise<RenderFamily | undefined> => {
  if (clientFolder === undefined) return undefined;
  const file = join(clientFolder, PAGES);
  if (!existsSync(file)) return undefined;
  const pages = (await import(pathToFileURL(file).href)) as { openFamilyPages(): RenderFamily };
  return pages.openFamilyPages();
};
