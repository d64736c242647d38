/** Where to go after signing in: a path of this site, or the front page. Anything else would send people elsewhere. */
export function safeNextPath(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  try {
    const url = new URL(value, "http://here.invalid");
    // Browsers read `/\` and `//` as another host; the parser above does too.
    return url.origin === "http://here.invalid" ? url.pathname + url.search + url.hash : "/";
  } catch {
    return "/";
  }
}
