import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { DrawnRanks, LeaveOut } from "@/lib/decision/analysis";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./analysis.module.css";
import { hasSay } from "./reading";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

/** How often each option takes each place when weights are drawn, and what leaving one thing out does to the lead. */
export function FirmnessFigure(data: ResultsData) {
  const { frame, evaluation, analysis } = data;
  const t = useTranslations("results.firmness");
  const results = useTranslations("results");
  const { percent, score, either } = useFigures();
  const uniform = analysis.draws.models.find((each) => each.model === "uniform");
  const roles = analysis.withoutRole.filter((each) => hasSay(evaluation, each.id));
  const changing = [...analysis.withoutCriterion, ...roles].filter(
    // What leaves nothing to rank names no other first place.
    (each) => each.changes && each.winners.length > 0,
  );
  const first = evaluation.winners[0] ?? "";
  const share = uniform?.acceptability[first]?.[0];
  const { withoutPerson } = analysis;
  return (
    <Section
      id="firmness"
      title={
        evaluation.winners.length > 1 || share === undefined
          ? t("titleTie")
          : t("title", {
              first: optionTitle(frame, first),
              share: percent(share),
              band: share >= 0.9 ? "most" : share >= 0.5 ? "many" : "few",
            })
      }
      lede={
        <>
          {t("lede")} {t("persons", { count: withoutPerson.changing, of: withoutPerson.of })}{" "}
          <Told {...data} /> <RuleLinks rules={["SM1", "WD1", "LO1", "FI3", "FI4"]} />
        </>
      }
    >
      <div className={styles.two}>
        {uniform ? <Acceptability {...data} drawn={uniform} /> : null}
        <div className={styles.leave}>
          <h3>{t("leave.title")}</h3>
          {(["criterion", "role"] as const).map((what) => (
            <Leaving key={what} what={what} {...data} />
          ))}
          <p className={styles.caption}>
            {changing.length === 0
              ? t("leave.none", { bar: score(analysis.bars.lead / 100) })
              : t("leave.some", {
                  bar: score(analysis.bars.lead / 100),
                  things: either(
                    changing.map((each) =>
                      roles.includes(each)
                        ? roleName(frame, each.id)
                        : results("quoted", { title: criterionTitle(frame, each.id) }),
                    ),
                  ),
                  count: changing.length,
                })}
          </p>
        </div>
      </div>
      <div className={styles.tables}>
        <DrawsTable {...data} />
        <LeaveTable {...data} />
      </div>
    </Section>
  );
}

/** What else the draws and the table of values show: who is first more often, whom no weights put ahead. */
function Told({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results.firmness");
  const { percent, list } = useFigures();
  const name = (id: string) => optionTitle(frame, id);
  const [first = ""] = evaluation.winners;
  const often = analysis.findings.find((each) => each.kind === "more-often-first");
  const behind = analysis.findings.flatMap((each) =>
    each.kind === "dominated" && each.by.includes(first) ? [each.option] : [],
  );
  return [
    ...(often
      ? [t("moreOften", { option: name(often.option), share: percent(often.share, often.leaderShare) })]
      : []),
    ...(behind.length > 0
      ? [t("dominated", { first: name(first), options: list(behind.map(name)), count: behind.length })]
      : []),
  ].join(" ");
}

/** With more options the last column holds all places from there on. */
const MOST_PLACES = 10;

function Acceptability({ frame, evaluation, analysis, drawn }: ResultsData & { drawn: DrawnRanks }) {
  const t = useTranslations("results.firmness");
  const { percent } = useFigures();
  const all = evaluation.ranking.length;
  const places = Math.min(all, MOST_PLACES);
  const gathered = (shares: readonly number[]) =>
    all > places
      ? [...shares.slice(0, places - 1), shares.slice(places - 1).reduce((sum, each) => sum + each, 0)]
      : shares;
  const figure = (share: number) => {
    if (share > 0 && share < 0.005) return t("under1");
    // A sum of all places may be a hair less than 1.
    if (share >= 0.995 && share < 1 - 1e-9) return t("over99");
    return percent(share).replace(/\s?%/, "");
  };
  return (
    <figure
      className={styles.accept}
      style={{ "--places": places, "--bar": analysis.bars.firstPlace / 100 } as CSSProperties}
    >
      <div className={styles.acceptHead} aria-hidden="true">
        <span />
        {Array.from({ length: places }, (_, at) => (
          <span key={at + 1}>
            {t(all > places && at === places - 1 ? "placeOn" : "place", { place: at + 1 })}
          </span>
        ))}
      </div>
      <ul>
        {evaluation.ranking.map(({ option, rank }) => (
          <li key={option} data-leads={rank === 1 ? "" : undefined}>
            <span>{optionTitle(frame, option)}</span>
            {gathered(drawn.acceptability[option] ?? []).map((share, at) => (
              <span
                // A place is its own identity.
                key={`${option}-${at + 1}`}
                className={styles.place}
                data-first={at === 0 ? "" : undefined}
                data-nil={share === 0 ? "" : undefined}
              >
                <i style={{ height: `calc(var(--high) * ${share})` }} />
                <b className="num">
                  {figure(share)}
                  <span className="sr">{t("perCentAt", { place: at + 1 })}</span>
                </b>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <figcaption className={styles.caption}>
        {t("caption", {
          samples: analysis.draws.samples,
          bar: percent(analysis.bars.firstPlace / 100),
        })}
      </figcaption>
    </figure>
  );
}

function Leaving({ what, frame, analysis, evaluation, tones }: ResultsData & { what: "criterion" | "role" }) {
  const t = useTranslations("results.firmness.leave");
  const { score, list } = useFigures();
  const items =
    what === "criterion"
      ? analysis.withoutCriterion
      : analysis.withoutRole.filter((each) => hasSay(evaluation, each.id));
  const shown = items.filter((each) => each.margin !== null || each.winners.length > 0);
  const widest = Math.max(0.1, ...items.map((each) => each.margin ?? 0));
  const at = (value: number) => `${(value / widest) * 100}%`;
  if (shown.length < 2) return null;
  return (
    <>
      <h4>{t(what)}</h4>
      <ul style={{ "--bar": at(Math.min(widest, analysis.bars.lead / 100)) } as CSSProperties}>
        {[...shown]
          .sort((a, b) => signed(a, evaluation.winners) - signed(b, evaluation.winners))
          .map((each) => (
            <li key={each.id} data-changes={each.changes ? "" : undefined}>
              <span>
                {what === "role" ? <RoleGlyph tone={tones[each.id] ?? 0} size={14} /> : null}
                <span>
                  {what === "role" ? roleName(frame, each.id) : criterionTitle(frame, each.id)}
                  {each.changes ? (
                    <em>
                      {t("first", {
                        options: list(each.winners.map((id) => optionTitle(frame, id))),
                        count: each.winners.length,
                      })}
                    </em>
                  ) : null}
                </span>
              </span>
              <span className={styles.stem}>
                <i style={{ width: at(each.margin ?? 0) }} />
                <b className="num" style={{ left: at(each.margin ?? 0) }}>
                  {each.margin === null ? "–" : score(each.margin)}
                </b>
              </span>
            </li>
          ))}
      </ul>
    </>
  );
}

/** Below 0 when another option leads. */
const signed = (each: LeaveOut, winners: readonly string[]): number =>
  each.winners.some((id) => winners.includes(id)) ? (each.margin ?? 1) : -(each.margin ?? 0);

function DrawsTable({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results.firmness");
  const { tenth } = useFigures();
  return (
    <AsTable label={t("table")} caption={t("tableCaption", { samples: analysis.draws.samples })}>
      <thead>
        <tr>
          <th scope="col">{t("option")}</th>
          <th scope="col" data-text="">
            {t("model")}
          </th>
          {evaluation.ranking.map((entry, at) => (
            <th scope="col" key={entry.option}>
              {t("place", { place: at + 1 })}
            </th>
          ))}
          <th scope="col">{t("confidence")}</th>
        </tr>
      </thead>
      <tbody className="num">
        {analysis.draws.models.flatMap((drawn) =>
          evaluation.ranking.map(({ option }) => (
            <tr key={`${drawn.model} ${option}`}>
              <th scope="row">{optionTitle(frame, option)}</th>
              <td data-text="">{t(`models.${drawn.model}`)}</td>
              {(drawn.acceptability[option] ?? []).map((share, at) => (
                <td key={`${option}-${at + 1}`}>{tenth(share)}</td>
              ))}
              <td>{tenthOr(drawn.confidence[option] ?? null, tenth)}</td>
            </tr>
          )),
        )}
      </tbody>
    </AsTable>
  );
}

const tenthOr = (value: number | null, say: (value: number) => string) => (value === null ? "–" : say(value));

function LeaveTable({ frame, analysis, evaluation }: ResultsData) {
  const t = useTranslations("results.firmness");
  const { score, list } = useFigures();
  const rows = [
    ...analysis.withoutCriterion.map((each) => ({ ...each, title: criterionTitle(frame, each.id) })),
    ...analysis.withoutRole
      .filter((each) => hasSay(evaluation, each.id))
      .map((each) => ({ ...each, title: roleName(frame, each.id) })),
    ...analysis.withoutOption.map((each) => ({ ...each, title: optionTitle(frame, each.id) })),
  ];
  return (
    <AsTable label={t("leave.table")} caption={t("leave.caption")}>
      <thead>
        <tr>
          {(["out", "first", "second", "lead"] as const).map((head) => (
            <th scope="col" key={head} data-text={head === "first" || head === "second" ? "" : undefined}>
              {t(`leave.heads.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.id} ${row.title}`}>
            <th scope="row">{row.title}</th>
            <td data-text="">
              {row.winners.length > 0 ? list(row.winners.map((id) => optionTitle(frame, id))) : "–"}
            </td>
            <td data-text="">{row.runnerUp === null ? "–" : optionTitle(frame, row.runnerUp)}</td>
            <td className="num">{row.margin === null ? "–" : score(row.margin)}</td>
          </tr>
        ))}
      </tbody>
    </AsTable>
  );
}
