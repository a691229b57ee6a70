/**
 * The form in which texts are compared: trimmed, NFC, lower case. The same in every locale: a Turkish or Lithuanian environment changes
 * nothing, `ß` is not `ss`, and an accent counts.
 */
export const comparable = (text: string): string => text.trim().normalize('NFC').toLowerCase();
