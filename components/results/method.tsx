import { useTranslations } from "next-intl";
import type { ResultsData } from "./results-props";
import styles from "./results.module.css";
import { RuleLinks } from "./rule-links";
import { Section } from "./section";

/** How every figure of the page is made, with the numbers of the rules that made it. */
export function Method({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results");
  const cells = evaluation.cells.flatMap((cell) => cell.roles);
  const sum = (key: "n" | "abstained" | "notApplicable" | "missing") =>
    cells.reduce((total, cell) => total + cell[key], 0);
  const underQuorum = cells.filter((cell) => cell.underQuorum && cell.answered > 0).length;
  const usesMap = frame.criteria.some((criterion) => criterion.source === "map");
  const rows: { id: string; term: string; text: string; rules: string[] }[] = [
    {
      id: "score",
      term: t("method.score"),
      text: `${t("method.scoreText", { scale: frame.scale, inside: t(`rules.${frame.policies.insideRole}`) })}`,
      rules: ["MA1", "AG5", "AG6", "AD1"],
    },
    {
      id: "weights",
      term: t("method.weights"),
      text: t("method.weightsText"),
      rules: ["SW1", "SW2", "SW3", "SW4"],
    },
    ...(usesMap
      ? [
          {
            id: "map",
            term: t("method.map"),
            text: t(frame.policies.uncovered === "zero" ? "method.mapZero" : "method.mapSkip"),
            rules: ["CO1", "CO2", frame.policies.uncovered === "zero" ? "CO3" : "CO4", "CO5"],
          },
        ]
      : []),
    {
      id: "missing",
      term: t("method.missing"),
      text: `${t("method.missingText", {
        abstained: sum("abstained"),
        notApplicable: sum("notApplicable"),
        missing: sum("missing"),
        marks: sum("n"),
      })} ${t("method.quorum", { count: underQuorum })}`,
      rules: ["AG1", "AG2", "AG4", "AD2"],
    },
    ...(frame.criteria.some((criterion) => criterion.knockOutBelow !== null)
      ? [{ id: "bars", term: t("method.bars"), text: t("method.barsText"), rules: ["KO1", "KO2", "KO3"] }]
      : []),
    { id: "roles", term: t("method.roles"), text: t("method.rolesText"), rules: ["EV5"] },
    { id: "ranks", term: t("method.ranks"), text: t("method.ranksText"), rules: ["RA1", "EV6"] },
    {
      id: "draws",
      term: t("method.draws"),
      text: t("method.drawsText", { samples: analysis.draws.samples, seed: `${analysis.draws.seed}` }),
      rules: ["SM1", "SM2", "SM3", "WD1", "WD2", "WD3", "RN1", "AN2"],
    },
    {
      id: "tipping",
      term: t("method.tipping"),
      text: t("method.tippingText"),
      rules: ["TW1", "TW2", "RT1", "LO1"],
    },
    ...(analysis.disputes.length > 0
      ? [
          {
            id: "agreement",
            term: t("method.agreement"),
            text: t("method.agreementText"),
            rules: ["VE1", "VE2", "QU3", "RG1", "DI1", "KW1", "KA1"],
          },
        ]
      : []),
    {
      id: "others",
      term: t("method.others"),
      text: t("method.othersText"),
      rules: ["VR1", "PW1", "CC1", "TS1", "PR1"],
    },
  ];
  return (
    <Section id="method" title={t("method.title")} lede={t("method.lede")}>
      <dl className={styles.method}>
        {rows.map((row) => (
          <div key={row.id}>
            <dt>{row.term}</dt>
            <dd>
              {row.text} <RuleLinks rules={row.rules} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
