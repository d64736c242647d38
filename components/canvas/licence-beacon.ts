const BEACON_HOST = "cdn.tldraw.com";

/**
 * tldraw without a key asks its CDN for one picture; our content policy refuses, and the refusal surfaces as
 * an unhandled rejection. That one, and only after the refusal was seen, is no news.
 */
export function quietLicenceBeacon(): () => void {
  let refused = 0;
  const violated = (event: SecurityPolicyViolationEvent) => {
    if (event.blockedURI.includes(BEACON_HOST)) refused += 1;
  };
  const rejected = (event: PromiseRejectionEvent) => {
    if (refused === 0 || !(event.reason instanceof TypeError)) return;
    refused -= 1;
    event.preventDefault();
  };
  document.addEventListener("securitypolicyviolation", violated);
  window.addEventListener("unhandledrejection", rejected);
  return () => {
    document.removeEventListener("securitypolicyviolation", violated);
    window.removeEventListener("unhandledrejection", rejected);
  };
}
