import { canonicalJson } from "./canonical";
import { recordFigures } from "./figures";
import type { RecordCrypto } from "./record-crypto";
import { type RecordBody, recordSchema } from "./schema";

/** What is known from elsewhere; what is missing is not checked, and the answer says so. */
export interface Claims {
  /** The fingerprint that was published for this record. */
  hash?: string | undefined;
  signature?: string | undefined;
  publicKey?: string | undefined;
  /** Fingerprint of the version before; null when this is said to be the first. */
  previousHash?: string | null | undefined;
}

export type Check = "agrees" | "differs" | "not-checked";

export type Verification =
  | { ok: false; reason: "not-json" | "not-a-record" }
  | {
      ok: true;
      record: RecordBody;
      /** SHA-256 of the text as given. */
      hash: string;
      checks: {
        fingerprint: Check;
        signature: Check;
        /** The frame inside still has the hash it was locked with. */
        frame: Check;
        chain: Check;
        /** Every figure, recomputed from ballots, frame and map alone. */
        ranking: Check;
      };
      /** Scores that were recomputed. */
      scores: number;
    };

const check = (known: boolean, agrees: boolean): Check =>
  !known ? "not-checked" : agrees ? "agrees" : "differs";

/**
 * Recompute everything that a record claims from its text alone. What nobody can see this way: whoever holds
 * both the key and the database can rewrite a whole chain, unless fingerprints are kept elsewhere.
 */
export async function verifyRecord(
  text: string,
  claims: Claims,
  crypto: RecordCrypto,
): Promise<Verification> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, reason: "not-json" };
  }
  const parsed = recordSchema.safeParse(data);
  if (!parsed.success) return { ok: false, reason: "not-a-record" };
  const record = parsed.data;
  const hash = await crypto.sha256Hex(text);
  const { signature, publicKey, previousHash } = claims;
  const signed = signature !== undefined && publicKey !== undefined;
  return {
    ok: true,
    record,
    hash,
    checks: {
      fingerprint: check(claims.hash !== undefined, claims.hash === hash),
      signature: check(signed, signed && (await crypto.verifyEd25519(text, signature, publicKey))),
      frame: check(true, (await crypto.sha256Hex(canonicalJson(record.frame.body))) === record.frame.hash),
      chain: check(previousHash !== undefined, previousHash === record.previousHash),
      ranking: check(true, canonicalJson(recordFigures(record)) === canonicalJson(record.results)),
    },
    scores: record.results.ok ? record.results.ranking.length : 0,
  };
}
