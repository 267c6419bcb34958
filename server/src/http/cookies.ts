const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/** The cookies of the registry. */
export type CookieKind =
  | 'refresh'
  | 'device'
  | 'family'
  | 'family-way'
  | 'family-identity'
  | 'family-language'
  | 'share';

/**
 * A cookie's name. `__Host-` binds the cookie to this origin; browsers take it only over https, so plain http on
 * loopback goes without.
 */
export const cookieName = (publicUrl: string, what: CookieKind): string =>
  isSecure(publicUrl) ? `__Host-hocba-${what}` : `hocba-${what}`;

/** Attributes of every cookie of the registry: no script reads it, no other site sends it. */
export const cookieOptions = (publicUrl: string) =>
  ({ httpOnly: true, secure: isSecure(publicUrl), sameSite: 'strict', path: '/' }) as const;
