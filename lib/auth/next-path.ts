/** Where to go after signing in: a path of this site, or the front page. Anything else would send people elsewhere. */
export function safeNextPath(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/")) return "/";
  try {
    const url = new URL(value, "http://here.invalid");
    // Browsers read `/\` and `//` as another host; the parser above does too.
    if (url.origin !== "http://here.invalid") return "/";
    // Without its dots, a path such as `/.//x` begins with two slashes: a host again for whoever reads it next.
    return url.pathname.startsWith("//") ? "/" : url.pathname + url.search + url.hash;
  } catch {
    return "/";
  }
}
