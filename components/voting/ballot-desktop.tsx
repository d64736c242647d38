"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { cellKey, type Mark } from "@/lib/record/ballot-rules";
import { CountBar } from "../map/count-bar";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./ballot-desktop.module.css";
import type { BallotProps } from "./ballot-view";
import { KeysLegend } from "./keys-legend";
import { LocalTime } from "./local-time";
import { MapFacts } from "./map-facts";
import { Marks } from "./marks";
import { SaveNote, SaveTrouble } from "./save-note";
import { WeightsRow } from "./weights-row";

/** The ballot on a desktop: options × criteria all at once, with the keyboard or the mouse. */
export function BallotDesktop({
  sheet,
  ballot,
  store,
  tally,
  openReason,
  onSend,
  sending,
  problem,
}: BallotProps) {
  const t = useTranslations("vote");
  const format = useFormatter();
  const table = useRef<HTMLTableElement>(null);
  const hint = useId();
  const [at, setAt] = useState<string | null>(null);
  const { answers, save } = ballot;
  const scoredIds = new Set(sheet.scored.map((criterion) => criterion.id));
  const scored = sheet.round.asksScores ? sheet.scored : [];
  // The map's criteria stand beside those that one scores; criteria of other roles are weighed, not shown per option.
  const columns = [
    ...sheet.criteria.filter((criterion) => criterion.source === "map"),
    ...sheet.criteria.filter((criterion) =>
      sheet.round.asksScores ? scoredIds.has(criterion.id) : criterion.source === "vote",
    ),
    ...(sheet.round.asksScores && sheet.round.asksWeights
      ? sheet.criteria.filter((criterion) => criterion.source === "vote" && !scoredIds.has(criterion.id))
      : []),
  ];

  const focusCell = (row: number, column: number) => {
    const cell = table.current?.querySelector(`[data-cell="${row},${column}"]`);
    const target =
      cell?.querySelector<HTMLInputElement>("input:checked") ??
      cell?.querySelector<HTMLInputElement>("input");
    target?.focus();
  };
  const onKey = (event: KeyboardEvent, row: number, column: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const criterion = scored[column];
    const option = sheet.options[row];
    if (!criterion || !option) return;
    const key = cellKey(criterion.id, option.id);
    const mark = markOfKey(event.key);
    const by = MOVES[event.key];
    if (mark !== undefined) store.change({ scores: { [key]: mark } });
    else if (event.key === "Backspace" || event.key === "Delete") store.change({ scores: { [key]: null } });
    else if (event.key === "r" || event.key === "R") openReason(criterion.id, option.id);
    else if (by) focusCell(row + by[0], column + by[1]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div>
          <h2>{t("yourBallot")}</h2>
          <p className={styles.line}>
            <span>
              <RoleGlyph tone={sheet.role.tone} size={13} /> <b>{sheet.role.name}</b>
            </span>
            {sheet.round.closesAt ? (
              <span>
                <Icon name="clock" />
                {t.rich("openUntil", {
                  time: () => (
                    <b>
                      <LocalTime at={sheet.round.closesAt ?? ""} form="moment" />
                    </b>
                  ),
                })}
              </span>
            ) : null}
            <span>
              <Icon name="hidden" />
              {ballot.submittedAt ? t("countedAlready") : t("secret")}
            </span>
            <SaveNote save={save} />
          </p>
        </div>
        <div className={styles.act}>
          <div className={styles.progress}>
            {t.rich("progress", {
              answered: tally.answered,
              cells: tally.cells,
              weights: tally.weights,
              weightsAsked: tally.weightsAsked,
              kind: tally.weightsAsked === 0 ? "scores" : tally.cells === 0 ? "weights" : "both",
              b: (text) => <b>{text}</b>,
            })}
            <div className={styles.bar}>
              <i
                style={{
                  width: `${((tally.answered + tally.weights) / Math.max(1, tally.cells + tally.weightsAsked)) * 100}%`,
                }}
              />
            </div>
          </div>
          <Button kind="primary" size="l" disabled={sending} onClick={onSend}>
            {t(ballot.submittedAt ? "sendAgain" : "send")}
          </Button>
        </div>
      </div>
      {save.state === "failed" || problem ? (
        <div className={styles.trouble}>
          <SaveTrouble save={save} store={store} />
          {problem}
        </div>
      ) : null}
      <div className={styles.scroll}>
        <table
          ref={table}
          className={styles.grid}
          aria-describedby={hint}
          style={{ minWidth: 200 + columns.length * 190 + scored.length * 70 }}
        >
          <colgroup>
            <col style={{ width: 200 }} />
            {columns.map((criterion) => (
              <col key={criterion.id} style={criterion.source === "map" ? { width: 152 } : undefined} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={styles.corner}>
                {sheet.optionNoun.one}
              </th>
              {columns.map((criterion) => (
                <th key={criterion.id} scope="col">
                  <div className={styles.column}>
                    {criterion.source === "map" ? (
                      <p className={styles.over}>
                        <Icon name="map" size={14} /> {t("fromMapShort")}
                      </p>
                    ) : null}
                    <h3>{criterion.title}</h3>
                    {criterion.source === "map" ? null : <p>{criterion.question}</p>}
                    {criterion.source === "map" ? (
                      <p className={styles.ends}>{t("coverageTimesEfficiency")}</p>
                    ) : scoredIds.has(criterion.id) && sheet.round.asksScores ? (
                      <div className={styles.ends}>
                        <span>
                          <b>1</b> {criterion.low}
                        </span>
                        <span>
                          {criterion.high} <b>5</b>
                        </span>
                        <span className={styles.outs} aria-hidden="true">
                          <span>{t("abst")}</span>
                          <span>{t("na")}</span>
                        </span>
                      </div>
                    ) : null}
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.round.asksScores
              ? sheet.options.map((option, row) => (
                  <tr key={option.id}>
                    <th scope="row">
                      <h3>{option.title}</h3>
                      <div className={styles.count}>
                        <CountBar counts={option.coverage.counts} height={6} />
                      </div>
                      <MapFacts coverage={option.coverage} />
                    </th>
                    {columns.map((criterion) => {
                      if (criterion.source === "map") {
                        const { value, covered, tasksInScope } = option.coverage;
                        return (
                          <td key={criterion.id}>
                            <p className={styles.value}>
                              {value === null
                                ? "–"
                                : format.number(value, {
                                    minimumFractionDigits: 2,
                                    maximumFractionDigits: 2,
                                  })}
                            </p>
                            <p className={styles.said}>{t("coveredOf", { covered, tasks: tasksInScope })}</p>
                          </td>
                        );
                      }
                      const column = scored.indexOf(criterion);
                      if (column < 0) {
                        return (
                          <td key={criterion.id}>
                            <p className={styles.said}>{t("othersScore")}</p>
                          </td>
                        );
                      }
                      const key = cellKey(criterion.id, option.id);
                      const reason = answers.reasons[key];
                      const mark = answers.scores[key];
                      return (
                        <td
                          key={criterion.id}
                          data-cell={`${row},${column}`}
                          data-current={at === key ? "" : undefined}
                          onFocus={() => setAt(key)}
                          onBlur={() => setAt(null)}
                          onKeyDown={(event) => onKey(event, row, column)}
                        >
                          <div className={styles.cell}>
                            <Marks
                              compact
                              label={t("cell", { option: option.title, criterion: criterion.title })}
                              value={mark}
                              low={criterion.low}
                              high={criterion.high}
                              onChange={(value) => store.change({ scores: { [key]: value } })}
                            />
                            <button
                              type="button"
                              className={styles.why}
                              data-has={reason ? "" : undefined}
                              title={t("reason")}
                              aria-label={t(reason ? "reasonCellGiven" : "reasonCell", {
                                option: option.title,
                                criterion: criterion.title,
                              })}
                              onClick={() => openReason(criterion.id, option.id)}
                            >
                              <Icon name="reason" size={18} />
                            </button>
                          </div>
                          <p className={styles.said} data-quote={reason ? "" : undefined}>
                            {reason
                              ? t("quoted", { text: reason })
                              : mark === undefined
                                ? t("noAnswerYet")
                                : typeof mark === "number"
                                  ? null
                                  : t(`means.${mark}`)}
                          </p>
                        </td>
                      );
                    })}
                  </tr>
                ))
              : null}
            {sheet.round.asksWeights ? (
              <WeightsRow
                criteria={columns}
                weights={answers.weights}
                onWeights={(weights) => store.change({ weights })}
              />
            ) : null}
          </tbody>
        </table>
      </div>
      <KeysLegend id={hint} scores={sheet.round.asksScores} />
    </div>
  );
}

const MOVES: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function markOfKey(key: string): Mark | undefined {
  if (/^[1-5]$/.test(key)) return Number(key);
  if (key === "a" || key === "A") return "abstain";
  if (key === "n" || key === "N") return "not-applicable";
  return undefined;
}
