// A small decision for the tests of this folder, and for those that seal one in a database.
import type { RecordInput } from "./build";
import { frameHash } from "./frame-hash";

const body: RecordInput["frame"]["body"] = {
  schema: "plateau-frame/1",
  options: [
    { id: "knime", title: "KNIME" },
    { id: "databricks", title: "Databricks" },
  ],
  criteria: [
    {
      id: "map",
      title: "Impact",
      question: "How much?",
      low: "",
      high: "",
      scoredBy: null,
      source: "map",
      knockOutBelow: null,
    },
    {
      id: "ease",
      title: "Ease",
      question: "How easy?",
      low: "hard",
      high: "easy",
      scoredBy: null,
      source: "vote",
      knockOutBelow: null,
    },
  ],
  roles: [
    { id: "client", name: "Client" },
    { id: "engineer", name: "Engineer" },
  ],
  scale: 5,
  weightsMethod: "swing",
  policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
  quorum: {},
  secrecy: "by-person",
};

export function aDecision(change: Partial<RecordInput> = {}): RecordInput {
  return {
    board: {
      id: "board-1",
      title: "Which platform?",
      question: "Which platform for our lifecycle?",
      locale: "en",
      optionNoun: { one: "platform", many: "platforms" },
    },
    version: 1,
    previousHash: null,
    frame: { number: 1, lockedAt: "2026-03-01T09:00:00.000Z", hash: frameHash(body), body },
    round: {
      number: 1,
      openedAt: "2026-03-02T09:00:00.000Z",
      closedAt: "2026-03-02T10:00:00.000Z",
      revealedAt: "2026-03-02T10:05:00.000Z",
    },
    map: {
      tasks: [
        { id: "t1", title: "Train", inScope: true },
        { id: "t2", title: "Deploy", inScope: true },
        { id: "t3", title: "Meet", inScope: false },
      ],
      fits: {
        "t1|knime": "efficient",
        "t2|knime": "uncovered",
        "t1|databricks": "efficient",
        "t2|databricks": "mixed",
      },
    },
    eligible: { client: 1, engineer: 2 },
    ballots: [
      {
        name: "Zoé",
        role: "engineer",
        submittedAt: "2026-03-02T09:30:00.000Z",
        scores: { "ease|knime": 4, "ease|databricks": 3 },
        weights: { map: 100, ease: 50 },
        reasons: { "ease|knime": "Drag and drop." },
      },
      {
        name: "Ann",
        role: "client",
        submittedAt: "2026-03-02T09:40:00.000Z",
        scores: { "ease|knime": "abstain", "ease|databricks": 5 },
        weights: { map: 60, ease: 100 },
        reasons: {},
      },
    ],
    decision: {
      outcome: "databricks",
      title: "Databricks for our lifecycle",
      rationale: "It covers more.\n\nAnd the vote says so.",
      consequences: "",
      reviewDate: "2027-03-01",
    },
    sealedAt: "2026-03-03T09:00:00.000Z",
    sealedBy: { name: "Maude" },
    ...change,
  };
}
