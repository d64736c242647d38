import { expect, test } from "vitest";
import { SaveLedger } from "./save-ledger";

function connected(): SaveLedger {
  const ledger = new SaveLedger();
  ledger.connectionStarted();
  ledger.sent(); // the answer to the server's step 1
  ledger.saved(1);
  return ledger;
}

test("an edit is unsaved until the message that carried it is acknowledged", () => {
  const ledger = connected();
  ledger.edited();
  ledger.sent();
  ledger.edited();
  ledger.sent();
  expect(ledger.unsaved).toBe(2);
  ledger.saved(2);
  expect(ledger.unsaved).toBe(1);
  ledger.saved(3);
  expect(ledger.unsaved).toBe(0);
});

test("a lost connection takes its unacknowledged messages with it", () => {
  const ledger = connected();
  ledger.edited();
  ledger.sent();
  ledger.edited(); // offline
  ledger.connectionStarted();
  expect(ledger.unsaved).toBe(2);
  ledger.sent(); // the answer to step 1 carries both
  ledger.edited();
  ledger.sent();
  ledger.saved(1);
  expect(ledger.unsaved).toBe(1);
  ledger.saved(2);
  expect(ledger.unsaved).toBe(0);
});

test("a server that lacks nothing has everything", () => {
  const ledger = connected();
  ledger.edited();
  ledger.connectionStarted();
  ledger.nothingMissing();
  expect(ledger.unsaved).toBe(0);
});

test("an acknowledgement of messages that were never sent is not believed", () => {
  const ledger = connected();
  ledger.edited();
  ledger.saved(7);
  expect(ledger.unsaved).toBe(1);
});
