import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` has looked at the types already, with stricter settings.
  typescript: { ignoreBuildErrors: true },
  // Native or stateful modules: one copy per process, shared with the server bundle.
  serverExternalPackages: [
    "@electric-sql/pglite",
    "@electric-sql/pglite-socket",
    "@node-rs/argon2",
    "pg",
    "pino",
    "ws",
    "yjs",
  ],
  // The rules of the method are a page as well as a document: their text becomes part of the bundle.
  turbopack: { rules: { "*.md": { type: "text" } } },
  devIndicators: false,
  // A template file may have 1 MB, and the form around it a little more.
  experimental: { serverActions: { bodySizeLimit: "2mb" }, optimizePackageImports: ["radix-ui"] },
};

export default withNextIntl(config);
