import { useTranslations } from "next-intl";
import { FIRMNESS_BARS } from "@/lib/decision/firmness";
import { Icon } from "../ui/icon";
import styles from "./analysis.module.css";
import { castBallots } from "./reading";
import { type ResultsData, optionTitle } from "./results-props";
import { RuleLinks } from "./rule-links";
import { useFigures } from "./use-figures";

/** Leads larger than this fill the whole bar: most are a tenth or two. */
const LEAD_SCALE = 0.25;

/** Where each figure comes from. */
const RULES = { lead: ["EV6"], firstPlace: ["SM1", "WD1"], ballots: ["FM1"] };

/** What the frame asked of a firm result, and what was reached. */
export function FirmnessBars({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results.bars");
  const { score, percent } = useFigures();
  const { firmness, barsFromFrame } = analysis;
  const results = FIRMNESS_BARS.flatMap((bar) =>
    [...firmness.met, ...firmness.missed].filter((each) => each.bar === bar),
  );
  const first = optionTitle(frame, evaluation.winners[0] ?? "");
  return (
    <aside className={styles.bars} aria-labelledby="bars-title">
      <h3 id="bars-title">
        {t(barsFromFrame ? "title" : "titleDefault")} <RuleLinks rules={["FM1", "FM2", "FM3"]} />
      </h3>
      <ul>
        {results.map(({ bar, needed, found }) => {
          const met = firmness.met.some((each) => each.bar === bar);
          const say = bar === "lead" ? score : percent;
          const width = (value: number) =>
            `${Math.min(100, (bar === "lead" ? value / LEAD_SCALE : value) * 100)}%`;
          return (
            <li key={bar} data-met={met ? "" : undefined}>
              <Icon name={met ? "check" : "close"} size={16} />
              <span>
                <span className="sr">{t(met ? "met" : "missed")}: </span>
                {bar === "ballots"
                  ? t(bar, castBallots(evaluation))
                  : t(bar === "firstPlace" && evaluation.winners.length > 1 ? "firstPlaceTie" : bar, {
                      first,
                    })}
              </span>
              <b className="num">{found === null ? "–" : say(found, met ? undefined : needed)}</b>
              <span className={styles.bullet} aria-hidden="true">
                <i style={{ width: width(found ?? 0) }} />
                <u style={{ left: width(needed) }} />
              </span>
              <small className="num">
                {t("bar", { bar: say(needed) })} <RuleLinks rules={RULES[bar]} />
              </small>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
