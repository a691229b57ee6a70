/** A key of several parts; a part may hold anything, and two lists of parts never make one key. */
export const keyText = (...parts: readonly string[]): string =>
  parts.map((part) => (RESERVED.test(part) ? part.replaceAll(/[%#]/g, encodeURIComponent) : part)).join('#');

const RESERVED = /[%#]/;

/** The parts of a key again. */
export const keyParts = (text: string): readonly string[] => text.split('#').map(decodeURIComponent);

/** Non-negative integers, for instance epoch ms, as text that sorts like them. */
export const sortable = (value: number): string => String(value).padStart(16, '0');
