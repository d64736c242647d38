import { BlockList, isIPv4 } from "node:net";

/** Where the reverse proxy of an instance sits: this machine, or a private network (RFC 1918, IPv6 ULA). */
const proxies = new BlockList();
proxies.addSubnet("127.0.0.0", 8, "ipv4");
proxies.addSubnet("10.0.0.0", 8, "ipv4");
proxies.addSubnet("172.16.0.0", 12, "ipv4");
proxies.addSubnet("192.168.0.0", 16, "ipv4");
proxies.addAddress("::1", "ipv6");
proxies.addSubnet("fc00::", 7, "ipv6");

/**
 * What `X-Forwarded-For` says once we have looked at who sent it; the last address in it is where the request
 * comes from. A proxy has noted there whom it had before it, and is left its say. Anybody else could write what they
 * like: the address of their connection takes its place. Next itself keeps whatever it is sent.
 */
export function forwardedFor(header: string | string[] | undefined, peer: string | undefined): string {
  // A connection that is gone has no address, and needs no answer either.
  if (peer === undefined) return "unknown";
  // Listening for both kinds, Node writes an IPv4 address as `::ffff:192.0.2.1`.
  const address = peer.replace(/^::ffff:(?=\d+\.)/i, "");
  const noted = String(header ?? "").trim();
  return noted !== "" && proxies.check(address, isIPv4(address) ? "ipv4" : "ipv6") ? noted : address;
}
