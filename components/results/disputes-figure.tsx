import { useTranslations } from "next-intl";
import type { Dispute } from "@/lib/decision/analysis";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./analysis.module.css";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

const SHOWN = 6;
/** Above this agreement there is nothing to talk about. */
const AGREED = 0.8;

/** The cells that people disagree on most, every mark a sign of its role. */
export function DisputesFigure(data: ResultsData) {
  const { frame, analysis } = data;
  const t = useTranslations("results.disputes");
  const results = useTranslations("results");
  const { two, list } = useFigures();
  const { concordance, alpha } = analysis;
  const worst = analysis.disputes.filter((each) => each.agreement < AGREED).slice(0, SHOWN);
  const criteria = [...new Set(worst.slice(0, 3).map((each) => each.criterion))];
  if (analysis.disputes.length === 0) return null;
  return (
    <Section
      id="disputes"
      title={
        worst.length === 0
          ? t("titleNone")
          : t("title", {
              criteria: list(criteria.map((id) => results("quoted", { title: criterionTitle(frame, id) }))),
            })
      }
      lede={
        <>
          {t("lede")} {concordance.ok ? t("w", { w: two(concordance.w) }) : null}{" "}
          {alpha.ok ? t("alpha", { alpha: two(alpha.alpha) }) : null}{" "}
          <RuleLinks rules={["DI1", "VE1", "QU3", "RG1", "KW1", "KA1"]} />
        </>
      }
    >
      {worst.length > 0 ? (
        <ul className={styles.disputes}>
          {worst.map((each) => (
            <li key={`${each.criterion} ${each.option}`}>
              <Cell {...data} dispute={each} />
            </li>
          ))}
        </ul>
      ) : null}
      <AsTable label={t("table")} caption={t("caption")}>
        <thead>
          <tr>
            <th scope="col">{t("cell")}</th>
            {Array.from({ length: frame.scale }, (_, at) => (
              <th scope="col" key={at + 1}>
                {t("mark", { mark: at + 1 })}
              </th>
            ))}
            <th scope="col">A</th>
            <th scope="col">{t("iqr")}</th>
            <th scope="col">{t("gap")}</th>
          </tr>
        </thead>
        <tbody className="num">
          {analysis.disputes.map((each) => (
            <tr key={`${each.criterion} ${each.option}`}>
              <th scope="row">
                {optionTitle(frame, each.option)}, {criterionTitle(frame, each.criterion)}
              </th>
              {Array.from({ length: frame.scale }, (_, at) => (
                <td key={at + 1}>{each.marks.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)}</td>
              ))}
              <td>{two(each.agreement)}</td>
              <td>{two(each.interquartileRange)}</td>
              <td>{each.roleGap === null ? "–" : two(each.roleGap)}</td>
            </tr>
          ))}
        </tbody>
      </AsTable>
    </Section>
  );
}

function Cell({ frame, tones, dispute }: ResultsData & { dispute: Dispute }) {
  const t = useTranslations("results.disputes");
  const { two, median } = useFigures();
  const criterion = frame.criteria.find((each) => each.id === dispute.criterion);
  const counts = (at: number) => dispute.marks.map(({ role, counts }) => ({ role, n: counts[at] ?? 0 }));
  const said = Array.from({ length: frame.scale }, (_, at) => {
    const n = counts(at).reduce((sum, each) => sum + each.n, 0);
    return n > 0 ? t("times", { n, mark: at + 1 }) : "";
  }).filter(Boolean);
  return (
    <>
      <h3>
        <b>{optionTitle(frame, dispute.option)}</b>
        <span>{criterion?.title}</span>
      </h3>
      <div
        className={styles.histogram}
        role="img"
        aria-label={`${optionTitle(frame, dispute.option)}, ${criterion?.title ?? ""}: ${said.join(", ")}`}
      >
        {Array.from({ length: frame.scale }, (_, at) => (
          <span key={at + 1}>
            {counts(at).flatMap(({ role, n }) =>
              Array.from({ length: n }, (_each, copy) => (
                <i key={`${role}-${copy + 1}`} title={roleName(frame, role)}>
                  <RoleGlyph tone={tones[role] ?? 0} size={11} />
                </i>
              )),
            )}
          </span>
        ))}
      </div>
      <div className={`${styles.ticks} num`} aria-hidden="true">
        {Array.from({ length: frame.scale }, (_, at) => (
          <span key={at + 1}>{at + 1}</span>
        ))}
      </div>
      <div className={styles.anchors}>
        <span>{criterion?.low}</span>
        <span>{criterion?.high}</span>
      </div>
      <p className="num">
        A <b>{two(dispute.agreement)}</b>
      </p>
      <small className="num">{t("marks", { n: dispute.n, median: median(dispute.median) })}</small>
    </>
  );
}
