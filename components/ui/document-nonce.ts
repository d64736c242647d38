/** The nonce of this document's policy, which a page reached without a full load keeps from the first one. */
export const documentNonce = (): string | undefined =>
  document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
