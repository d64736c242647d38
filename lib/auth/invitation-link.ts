import { type QrPath, qrPath } from "../qr";
import { invitationToken } from "./invitation-token";

/** The address that an invitation is given away as, in whatever language its receiver reads, and its code. */
export function invitationLink(id: string): { url: string; qr: QrPath } {
  const url = `${process.env.NEXTAUTH_URL ?? ""}/join/${invitationToken(id)}`;
  return { url, qr: qrPath(url) };
}

/** Whether links lead to this very machine only: nobody else can open them. */
export function linksStayHere(): boolean {
  const { hostname } = new URL(process.env.NEXTAUTH_URL ?? "http://localhost");
  return hostname === "localhost" || hostname.startsWith("127.") || hostname === "[::1]";
}
