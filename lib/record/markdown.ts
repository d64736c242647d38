/** The record as a Markdown file with the headings of MADR 4 (adr.github.io/madr), for a code repository. */
import { markOfValue } from "../decision/marks";
import { longDay } from "../i18n/day";
import { line, paragraphs, yaml } from "./markdown-text";
import type { RecordBody } from "./schema";

/** What is known of the sealed text, and stands beside it. */
export interface Seal {
  hash: string;
  signature: string;
  publicKey: string;
}

export type MarkdownKey =
  | "asked"
  | "context"
  | "driver"
  | "driverHead"
  | "driverHeadPlain"
  | "barMissed"
  | "driverMap"
  | "allRoles"
  | "anchors"
  | "bar"
  | "weightsEqual"
  | "chosen"
  | "none"
  | "rank"
  | "option"
  | "score"
  | "lead"
  | "tie"
  | "knockedOut"
  | "unscored"
  | "noResult"
  | "noConsequences"
  | "review"
  | "noReview"
  | "confirm"
  | "good"
  | "neutral"
  | "bad"
  | "reason"
  | "notScored"
  | "roleChoice"
  | "roleNone"
  | "policy"
  | "uncoveredZero"
  | "uncoveredSkip"
  | "mean"
  | "median"
  | "asVoted"
  | "method"
  | "fingerprint"
  | "previous"
  | "frame"
  | "signature"
  | "key"
  | "sealed"
  | "rolesHead"
  | "policiesHead"
  | "proofHead"
  | "truth";
/** Sentences in the board's language. Values are escaped by the caller. */
export type MarkdownWords = (key: MarkdownKey, values?: Record<string, string | number>) => string;

export function recordMarkdown(record: RecordBody, seal: Seal, words: MarkdownWords): string {
  const { board, decision, frame, results, round } = record;
  const { locale } = board;
  const number = (text: string, digits = 3) =>
    Number(text).toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const percent = (text: string) => Number(text).toLocaleString(locale, { style: "percent" });
  const day = (instant: string) => longDay(new Date(instant), locale, "UTC");
  const optionTitle = (id: string) => line(frame.body.options.find((each) => each.id === id)?.title ?? id);
  const criterionTitle = (id: string) =>
    line(frame.body.criteria.find((each) => each.id === id)?.title ?? id);
  const roleName = (id: string) => line(frame.body.roles.find((each) => each.id === id)?.name ?? id);
  const list = (items: string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
  const people = [...new Set([record.sealedBy.name, ...record.ballots.map((ballot) => ballot.name)])];
  const inScope = record.map.tasks.filter((task) => task.inScope).length;

  const drivers = frame.body.criteria.map((criterion) => {
    const title = `**${line(criterion.title)}**`;
    const head = results.ok
      ? words("driverHead", { title, weight: percent(results.weights[criterion.id] ?? "0") })
      : words("driverHeadPlain", { title });
    const by =
      criterion.source === "map"
        ? words("driverMap")
        : words("driver", {
            roles: criterion.scoredBy ? list(criterion.scoredBy.map(roleName)) : words("allRoles"),
          });
    const anchors = words("anchors", {
      low: line(criterion.low),
      high: line(criterion.high),
      max: frame.body.scale,
    });
    const bar = criterion.knockOutBelow === null ? "" : ` ${words("bar", { bar: criterion.knockOutBelow })}`;
    const scale = criterion.source === "vote" ? ` ${anchors}` : "";
    return `* ${head} ${line(criterion.question)} ${by}${scale}${bar}`;
  });

  const knocked = results.knockedOut.map(
    ({ option, reasons }) =>
      `* ${words("knockedOut", {
        option: optionTitle(option),
        reasons: list(
          reasons.map((each) =>
            words("barMissed", {
              criterion: criterionTitle(each.criterion),
              mark: number(each.mark, 1),
              bar: number(each.bar, 0),
            }),
          ),
        ),
      })}`,
  );
  const ranking = results.ok
    ? [
        `| ${words("rank")} | ${words("option")} | ${words("score")} |`,
        "| ---: | :--- | ---: |",
        ...results.ranking.map(
          (entry) => `| ${entry.rank} | ${optionTitle(entry.option)} | ${number(entry.score)} |`,
        ),
      ]
    : [words("noResult")];
  const second = results.ok ? results.ranking[results.winners.length] : undefined;
  const verdict = !results.ok
    ? []
    : results.winners.length > 1
      ? [words("tie", { options: list(results.winners.map(optionTitle)) })]
      : results.margin !== null && second
        ? [
            words("lead", {
              first: optionTitle(results.winners[0] ?? ""),
              margin: number(results.margin),
              second: optionTitle(second.option),
            }),
          ]
        : [];

  const pros = frame.body.options.flatMap((option) => {
    const entry = results.ok ? results.ranking.find((each) => each.option === option.id) : undefined;
    const bullets = frame.body.criteria.map((criterion) => {
      const part = entry?.contributions.find((each) => each.criterion === criterion.id);
      if (!part) return `* ${words("notScored", { criterion: line(criterion.title) })}`;
      const value = Number(part.value);
      const mark = markOfValue(value, frame.body.scale).toLocaleString(locale, { maximumFractionDigits: 1 });
      const key = value >= 0.625 ? "good" : value <= 0.375 ? "bad" : "neutral";
      return `* ${words(key, { criterion: line(criterion.title), mark, max: frame.body.scale })}`;
    });
    const reasons = record.ballots.flatMap((ballot) =>
      frame.body.criteria.flatMap((criterion) => {
        const reason = ballot.reasons[`${criterion.id}|${option.id}`];
        if (!reason?.trim()) return [];
        const values = {
          criterion: line(criterion.title),
          name: line(ballot.name),
          role: roleName(ballot.role),
        };
        return [`* ${words("reason", { ...values, reason: line(reason) })}`];
      }),
    );
    return [`### ${line(option.title)}`, "", ...(entry ? bullets : []), ...reasons, ""];
  });

  const roles = results.ok
    ? results.roles.map((role) => {
        const values = { role: roleName(role.role), ballots: role.ballots, eligible: role.eligible };
        const first =
          role.ranking?.filter((each) => each.rank === 1).map((each) => optionTitle(each.option)) ?? [];
        return `* ${first.length > 0 ? words("roleChoice", { ...values, options: list(first) }) : words("roleNone", values)}`;
      })
    : [];
  const policies = results.ok
    ? results.variants.map((variant) => {
        const text = words("policy", {
          uncovered: words(variant.uncovered === "zero" ? "uncoveredZero" : "uncoveredSkip"),
          inside: words(variant.insideRole),
          options: list(variant.winners.map(optionTitle)),
        });
        return `* ${text}${variant.asVoted ? ` (${words("asVoted")})` : ""}`;
      })
    : [];

  const sections = [
    `# ${line(decision.title)}`,
    "## Context and Problem Statement",
    board.question ? `${words("asked")} ${line(board.question)}` : line(board.title),
    words("context", {
      board: line(board.title),
      tasks: record.map.tasks.length,
      inScope,
      round: round.number,
      ballots: record.ballots.length,
      revealed: day(round.revealedAt),
    }),
    "## Decision Drivers",
    drivers.join("\n"),
    results.ok && results.weightsFrom === "equal" ? words("weightsEqual") : "",
    "## Considered Options",
    frame.body.options.map((option) => `* ${line(option.title)}`).join("\n"),
    "## Decision Outcome",
    decision.outcome === null ? words("none") : words("chosen", { option: optionTitle(decision.outcome) }),
    paragraphs(decision.rationale),
    verdict.join("\n"),
    ranking.join("\n"),
    knocked.join("\n"),
    results.ok
      ? results.unscored.map((id) => `* ${words("unscored", { option: optionTitle(id) })}`).join("\n")
      : "",
    "### Consequences",
    decision.consequences.trim() ? paragraphs(decision.consequences) : words("noConsequences"),
    "### Confirmation",
    decision.reviewDate
      ? words("review", { date: day(`${decision.reviewDate}T12:00:00Z`) })
      : words("noReview"),
    words("confirm"),
    "## Pros and Cons of the Options",
    pros.join("\n").trim(),
    "## More Information",
    words("method", { scale: frame.body.scale, inside: words(frame.body.policies.insideRole) }),
    roles.length > 0 ? words("rolesHead") : "",
    roles.join("\n"),
    policies.length > 0 ? words("policiesHead") : "",
    policies.join("\n"),
    words("proofHead"),
    [
      `* ${words("sealed", { name: line(record.sealedBy.name), date: day(record.sealedAt), version: record.version })}`,
      `* ${words("fingerprint")} \`${seal.hash}\``,
      record.previousHash ? `* ${words("previous")} \`${record.previousHash}\`` : "",
      `* ${words("frame")} \`${frame.hash}\``,
      `* ${words("signature")} \`${seal.signature}\``,
      `* ${words("key")} \`${seal.publicKey}\``,
    ]
      .filter(Boolean)
      .join("\n"),
    words("truth"),
  ];
  const head = [
    "---",
    `status: ${decision.outcome === null ? "deferred" : "accepted"}`,
    `date: ${record.sealedAt.slice(0, 10)}`,
    `decision-makers: [${people.map(yaml).join(", ")}]`,
    "---",
  ];
  return `${head.join("\n")}\n\n${sections.filter(Boolean).join("\n\n")}\n`;
}
