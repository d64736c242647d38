import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { FrameBody } from "../decision/frame";

/** SHA-256 of the frame's RFC 8785 canonical JSON, in hexadecimal. */
export function frameHash(frame: FrameBody): string {
  const text = canonicalize(frame);
  if (text === undefined) throw new Error("a frame is always JSON");
  return createHash("sha256").update(text, "utf8").digest("hex");
}
