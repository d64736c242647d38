import { expect, test } from "vitest";
import { Intake } from "./intake";

test("[SY12] messages with content are counted, empty ones are not", () => {
  const intake = new Intake();
  expect(intake.receive(true, false)).toBe(0);
  expect(intake.receive(false, true)).toBe(1);
  expect(intake.receive(false, true)).toBe(2);
  expect(intake.commit(2)).toBe(2);
  expect(intake.commit(2)).toBeNull();
});

test("[SY17] nothing from a lost message on is saved until the answer that holds it is committed", () => {
  const intake = new Intake();
  intake.receive(true, false);
  const first = intake.receive(false, true);
  const lost = intake.receive(false, true);
  expect(intake.lose(lost)).toBe(true);
  intake.ask();
  const later = intake.receive(false, true);
  expect(intake.commit(first)).toBe(1);
  expect(intake.commit(later)).toBeNull();
  const answer = intake.receive(true, true);
  // A commit of what came before the answer says nothing about what was lost.
  expect(intake.commit(later)).toBeNull();
  expect(intake.commit(answer)).toBe(4);
});

test("[SY17] what is lost while the question is under way is in its answer: asked once", () => {
  const intake = new Intake();
  expect(intake.lose(intake.receive(false, true))).toBe(false);
  const answer = intake.receive(true, true);
  expect(intake.commit(answer)).toBe(2);
  expect(intake.lose(intake.receive(false, true))).toBe(true);
  intake.ask();
  expect(intake.lose(intake.receive(false, true))).toBe(false);
});

test("[SY17] an empty answer says that everything had arrived by another way", () => {
  const intake = new Intake();
  intake.lose(intake.receive(false, true));
  const number = intake.receive(true, false);
  expect(intake.commit(number)).toBe(1);
});

test("[SY16] a connection is told once that nothing can be stored, until it is asked again", () => {
  const intake = new Intake();
  intake.receive(true, false);
  expect(intake.park(intake.receive(false, true))).toBe(true);
  expect(intake.park(intake.receive(false, true))).toBe(false);
  expect(intake.isParked).toBe(true);
  expect(intake.lose(intake.receive(false, true))).toBe(false);
  intake.ask();
  expect(intake.isParked).toBe(false);
  expect(intake.commit(intake.receive(true, true))).toBe(4);
});
