import { createHmac, timingSafeEqual } from "node:crypto";
import { INVITATION_ID_CHARS } from "../db/queries/invitations";
import { authSecret } from "./session-cookie";

const MAC_BYTES = 16;
/** Both parts in one word without punctuation: it survives chat programs, and a QR code of it stays coarse. */
const TOKEN = /^[A-Za-z0-9_-]{34}$/;

const mac = (id: string): Buffer =>
  createHmac("sha256", authSecret()).update(`invitation:${id}`).digest().subarray(0, MAC_BYTES);

/** `<id><mac of id>`: who reads the database cannot make a link from what is in it. */
export const invitationToken = (id: string): string => id + mac(id).toString("base64url");

/** The invitation that a token opens; undefined for anything that this instance did not make. */
export function parseInvitationToken(token: string): string | undefined {
  if (!TOKEN.test(token)) return undefined;
  const id = token.slice(0, INVITATION_ID_CHARS);
  return timingSafeEqual(Buffer.from(token.slice(INVITATION_ID_CHARS), "base64url"), mac(id))
    ? id
    : undefined;
}
