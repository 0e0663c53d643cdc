// Types of tokenomics_link.mjs.

/** A value of a field: a list is an array of names, a pair is [tokens, rate], `null` leaves the field open. */
export type Value = number | string | boolean | string[] | [tokens: number, rate: number] | null;

/** Values by the paths of their fields; what is left out has its default. */
export type Document = Record<string, Value>;

/** A link, compact, without `#`. */
export function encode(document: Document): string;

/** A link that people can read, without `#`. */
export function encodeHuman(document: Document): string;

/** What a compact link says, beside the worked example that it starts from. An error where it cannot be read. */
export function decode(link: string): { base: number; snapshot: number | string; fields: [path: string, value: Value][] };

/** Bytes of a compact link as text, with their check. */
export function seal(bytes: number[]): string;

/** A whole number as bytes. */
export function count(number: number | bigint): number[];
