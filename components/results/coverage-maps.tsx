import { useTranslations } from "next-intl";
import { FitMark, FitMarkShape, type FitState } from "../ui/fit-mark";
import { type ResultsData, optionTitle } from "./results-props";
import styles from "./results.module.css";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

const COUNTED = ["efficient", "mixed", "inefficient", "uncovered", "unrated"] as const;
const COLUMNS = 7;
const PITCH = 24;

/** Whether the map has something to show: tasks, and a rating of one of them. */
export const showsCoverage = ({
  frame,
  map,
  evaluation,
}: Pick<ResultsData, "frame" | "map" | "evaluation">) =>
  map.tasks.length > 0 && frame.options.some((option) => (evaluation.map[option.id]?.value ?? null) !== null);

/** One small map per option: the tasks in the map's order, each with its fit. */
export function CoverageMaps({ frame, map, evaluation }: ResultsData) {
  const t = useTranslations("results");
  const { score, list } = useFigures();
  if (map.tasks.length === 0) return null;
  const ranked = evaluation.ranking.map((entry) => entry.option);
  const options = [
    ...ranked,
    ...frame.options.map((option) => option.id).filter((id) => !ranked.includes(id)),
  ];
  const best =
    [...options].sort((a, b) => (evaluation.map[b]?.value ?? -1) - (evaluation.map[a]?.value ?? -1))[0] ?? "";
  const cover = evaluation.map[best];
  if (!cover || !showsCoverage({ frame, map, evaluation })) return null;
  const isCriterion = frame.criteria.some((criterion) => criterion.source === "map");
  const equal = options.filter((id) => evaluation.map[id]?.value === cover.value);
  const uncovered = map.tasks.filter(
    (task) => task.inScope && map.fits[`${task.id}|${best}`] === "uncovered",
  );
  const out = map.tasks.filter((task) => !task.inScope).length;
  const unrated = options.some((id) => (evaluation.map[id]?.counts.unrated ?? 0) > 0);
  const title =
    equal.length > 1
      ? t("coverage.titleTie", { options: list(equal.map((id) => optionTitle(frame, id))) })
      : t("coverage.title", {
          option: optionTitle(frame, best),
          covered: cover.covered,
          tasks: cover.tasksInScope,
        });
  const states: FitState[] = [
    "efficient",
    "mixed",
    "inefficient",
    "uncovered",
    ...(unrated ? (["unrated"] as const) : []),
  ];
  const rows = Math.ceil(map.tasks.length / COLUMNS);
  return (
    <Section
      id="coverage"
      title={title}
      lede={
        <>
          {t("coverage.lede")} {isCriterion ? null : `${t("coverage.aside")} `}
          {equal.length === 1 && uncovered.length > 0 && uncovered.length <= 3
            ? `${t("coverage.uncovered", {
                option: optionTitle(frame, best),
                tasks: list(uncovered.map((task) => t("quoted", { title: task.title }))),
              })} `
            : null}
          <RuleLinks
            rules={[
              "CO1",
              "CO2",
              frame.policies.uncovered === "zero" ? "CO3" : "CO4",
              ...(unrated ? ["CO5"] : []),
            ]}
          />
        </>
      }
    >
      <p className={`${styles.key} ${styles.coverageKey}`}>
        {states.map((fit) => (
          <span key={fit}>
            <FitMark fit={fit} size={14} />
            {t(`fit.${fit === "uncovered" && frame.policies.uncovered === "skip" ? "uncoveredSkip" : fit}`)}
          </span>
        ))}
        {out > 0 ? (
          <span>
            <FitMark fit="out" size={14} />
            {t("fit.out", { count: out })}
          </span>
        ) : null}
      </p>
      <ul className={styles.maps}>
        {options.map((id) => {
          const each = evaluation.map[id];
          if (!each) return null;
          const summary = COUNTED.filter((fit) => each.counts[fit] > 0 || fit !== "unrated");
          return (
            <li key={id}>
              <h3>{optionTitle(frame, id)}</h3>
              <svg
                viewBox={`0 0 ${COLUMNS * PITCH} ${rows * PITCH}`}
                role="img"
                aria-label={t("coverage.image", {
                  option: optionTitle(frame, id),
                  efficient: each.counts.efficient,
                  mixed: each.counts.mixed,
                  inefficient: each.counts.inefficient,
                  uncovered: each.counts.uncovered,
                  tasks: each.tasksInScope,
                })}
              >
                {map.tasks.map((task, at) => {
                  const fit = task.inScope ? (map.fits[`${task.id}|${id}`] ?? "unrated") : "out";
                  return (
                    <g
                      key={task.id}
                      transform={`translate(${(at % COLUMNS) * PITCH + 2} ${Math.floor(at / COLUMNS) * PITCH + 2})`}
                    >
                      <title>{task.title}</title>
                      <FitMarkShape fit={fit} />
                    </g>
                  );
                })}
              </svg>
              <p className={`${styles.counts} num`} aria-hidden="true">
                {summary.map((fit) => (
                  <span key={fit}>
                    <FitMark fit={fit} size={14} />
                    {each.counts[fit]}
                  </span>
                ))}
              </p>
              <dl className="num">
                <dt>{t("coverage.covers")}</dt>
                <dd>{t("coverage.of", { covered: each.covered, tasks: each.tasksInScope })}</dd>
                <dt>{t("coverage.efficiency")}</dt>
                <dd>{each.efficiency === null ? "–" : score(each.efficiency)}</dd>
                <dt className={styles.total}>{t("coverage.value")}</dt>
                <dd className={styles.total}>{each.value === null ? "–" : score(each.value)}</dd>
              </dl>
            </li>
          );
        })}
      </ul>
      <AsTable label={t("showTable")} caption={t("coverage.caption")}>
        <thead>
          <tr>
            <th scope="col">{t("ranking.option")}</th>
            {COUNTED.map((fit) => (
              <th scope="col" key={fit}>
                {t(`coverage.head.${fit}`)}
              </th>
            ))}
            <th scope="col">{t("coverage.coverage")}</th>
            <th scope="col">{t("coverage.efficiency")}</th>
            <th scope="col">{t("coverage.value")}</th>
            <th scope="col">{t("ranking.between")}</th>
          </tr>
        </thead>
        <tbody className="num">
          {options.map((id) => {
            const each = evaluation.map[id];
            if (!each) return null;
            return (
              <tr key={id}>
                <th scope="row">{optionTitle(frame, id)}</th>
                {COUNTED.map((fit) => (
                  <td key={fit}>{each.counts[fit]}</td>
                ))}
                <td>{each.coverage === null ? "–" : score(each.coverage)}</td>
                <td>{each.efficiency === null ? "–" : score(each.efficiency)}</td>
                <td>{each.value === null ? "–" : score(each.value)}</td>
                <td>
                  {each.low === null || each.high === null
                    ? "–"
                    : t("ranking.range", { low: score(each.low), high: score(each.high) })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </AsTable>
    </Section>
  );
}
