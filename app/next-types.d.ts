// What Next writes into next-env.d.ts, so that a fresh clone type-checks before its first build.
/// <reference types="next" />
/// <reference types="next/image-types/global" />

/** As text: see `turbopack.rules` in next.config.js. */
declare module "*.md" {
  const text: string;
  export default text;
}
