import { expect, test } from "vitest";
import { placeOf } from "../lib/auth/rate-limit";
import { forwardedFor } from "./forwarded-for";

const place = (header: string | string[] | undefined, peer: string | undefined) =>
  placeOf(forwardedFor(header, peer));

test("somebody without a proxy comes from where they are, whatever they say", () => {
  for (const peer of ["203.0.113.9", "::ffff:203.0.113.9", "172.32.0.1", "192.169.0.1", "11.0.0.1"]) {
    const address = peer.replace("::ffff:", "");
    expect(forwardedFor(undefined, peer)).toBe(address);
    expect(forwardedFor("198.51.100.1", peer)).toBe(address);
    expect(forwardedFor("198.51.100.1, 10.0.0.1", peer)).toBe(address);
  }
  for (const peer of ["2001:db8::9", "fe80::1%eth0"]) expect(forwardedFor("::1", peer)).toBe(peer);
});

test("a proxy of this machine or a private network is believed in what it noted last", () => {
  for (const peer of [
    "127.0.0.1",
    "::1",
    "::ffff:127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "::ffff:172.31.255.254",
    "192.168.1.1",
    "fd12::1",
  ]) {
    expect(place("203.0.113.9", peer)).toBe("203.0.113.9");
    expect(place("198.51.100.1, 203.0.113.9", peer)).toBe("203.0.113.9");
    expect(place(["198.51.100.1", "203.0.113.9"], peer)).toBe("203.0.113.9");
  }
});

test("somebody of the private network who noted nothing comes from their own address", () => {
  expect(place(undefined, "127.0.0.1")).toBe("127.0.0.1");
  expect(place(" ", "::ffff:192.168.1.7")).toBe("192.168.1.7");
});

test("a connection that is gone says nothing", () => {
  expect(forwardedFor("198.51.100.1", undefined)).toBe("unknown");
});
