import { expect, test } from "vitest";
import { subjectOf } from "./suggested-title";

test("finds what a question is about, or says that it cannot", () => {
  expect(subjectOf("Quelle plateforme pour notre cycle de vie ML ?", "fr")).toBe("notre cycle de vie ML");
  expect(subjectOf("Which platform for our ML lifecycle?", "en")).toBe("our ML lifecycle");
  expect(subjectOf("Platform choice", "en")).toBeNull();
  expect(subjectOf("", "fr")).toBeNull();
});
