import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Files that never change the page's rights: no policy to compute, and they may be cached by anybody. */
const STATIC = /^\/(_next\/static|tldraw)\//;
/** These addresses hold a secret; no other site, and no other page, may learn it as a referrer. */
const SECRET_IN_PATH = /^\/((en|fr)\/)?(join|setup)(\/|$)/;

export interface HeaderOptions {
  dev: boolean;
  /** Served over https: sockets are wss, and the browser may be told to stay with https. */
  secure: boolean;
}

/**
 * Security headers of every answer, and the nonce. Next reads the nonce from the policy in the *request* and
 * puts it on its own scripts; `x-nonce` is for components that need it (tldraw).
 */
export function applyHeaders(req: IncomingMessage, res: ServerResponse, options: HeaderOptions): void {
  const path = (req.url ?? "/").split("?", 1)[0] ?? "/";
  // Never believe a nonce that came from outside.
  delete req.headers["content-security-policy"];
  delete req.headers["content-security-policy-report-only"];
  delete req.headers["x-nonce"];
  res.setHeader("X-Content-Type-Options", "nosniff");
  if (STATIC.test(path)) return;
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, req.headers.host, options);
  req.headers["content-security-policy"] = policy;
  req.headers["x-nonce"] = nonce;
  res.setHeader("Content-Security-Policy", policy);
  res.setHeader("Referrer-Policy", SECRET_IN_PATH.test(path) ? "no-referrer" : "same-origin");
  res.setHeader(
    "Permissions-Policy",
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  );
  res.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  res.setHeader("X-Frame-Options", "DENY");
  if (options.secure) res.setHeader("Strict-Transport-Security", "max-age=31536000");
}

export function contentSecurityPolicy(
  nonce: string,
  host: string | undefined,
  { dev, secure }: HeaderOptions,
): string {
  // 'self' covers sockets in current browsers; older Safari needs the address itself.
  const sockets = host && /^[\w.:[\]-]+$/.test(host) ? ` ${secure ? "wss" : "ws"}://${host}` : "";
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // React's development tools write style elements of their own, without a nonce.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // tldraw and React place things with style attributes; an attribute cannot load or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' data: blob:${sockets}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ];
  return directives.join("; ");
}
