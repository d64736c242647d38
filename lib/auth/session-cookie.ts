import { encode } from "next-auth/jwt";
import { SESSION_DAYS } from "../db/queries/sessions";

export const SESSION_SECONDS = SESSION_DAYS * 86_400;

/** Cookies are `Secure` exactly when people reach the instance by https. */
export const secureCookies = (): boolean => (process.env.NEXTAUTH_URL ?? "").startsWith("https://");

export const sessionCookieName = (): string => `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;

export function authSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: the server generates it at start");
  return secret;
}

/** The same token that next-auth writes at a sign-in by password, for people who come in by another door. */
export function encodeSession(sessionId: string, userId: string): Promise<string> {
  return encode({ token: { sub: userId, sid: sessionId }, secret: authSecret(), maxAge: SESSION_SECONDS });
}

/** The session cookie of a raw `Cookie` header; next-auth cuts large ones into `name.0`, `name.1`, … */
export function readSessionCookie(header: string | null | undefined): string | undefined {
  const name = sessionCookieName();
  const chunks: [number, string][] = [];
  for (const part of (header ?? "").split(";")) {
    const split = part.indexOf("=");
    if (split < 0) continue;
    const key = part.slice(0, split).trim();
    const value = part.slice(split + 1).trim();
    if (key === name) return value;
    if (key.startsWith(`${name}.`)) chunks.push([Number(key.slice(name.length + 1)), value]);
  }
  return chunks.length === 0
    ? undefined
    : chunks
        .sort(([a], [b]) => a - b)
        .map(([, value]) => value)
        .join("");
}
