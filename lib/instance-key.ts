/**
 * The key that signs this instance's decision records. The server loads it at start; Next bundles its own copy
 * of every module, so it hangs on globalThis.
 */
export interface InstanceKey {
  /** Ed25519, SubjectPublicKeyInfo in base64. */
  publicKey: string;
  /** Ed25519 signature of the bytes, base64. */
  sign(bytes: Uint8Array): string;
}

const KEY = Symbol.for("plateau.instance-key");
const shared = globalThis as { [KEY]?: InstanceKey };

export function setInstanceKey(key: InstanceKey): void {
  shared[KEY] = key;
}

export function getInstanceKey(): InstanceKey {
  const key = shared[KEY];
  if (!key) throw new Error("the server has not loaded its signing key in this process");
  return key;
}
