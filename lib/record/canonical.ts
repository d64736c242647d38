import canonicalize from "canonicalize";

/**
 * RFC 8785 text: keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript prints them. The same
 * data gives the same bytes everywhere, so a hash of it can be recomputed. Throws on NaN and infinities.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("not a JSON value");
  return text;
}
