import { createHash, createPublicKey, verify } from "node:crypto";
import type { RecordCrypto } from "./record-crypto";

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

export const nodeCrypto: RecordCrypto = {
  sha256Hex,
  verifyEd25519(text, signature, publicKey) {
    try {
      const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
      if (key.asymmetricKeyType !== "ed25519") return false;
      return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
    } catch {
      // Node throws for bytes that are no key: to the person who asks, the signature does not hold.
      return false;
    }
  },
};
