import { useTranslations } from "next-intl";
import type { Variant } from "@/lib/decision/outcome";
import { type ResultsData, optionTitle } from "./results-props";
import styles from "./results.module.css";
import { Section } from "./section";
import { useFigures } from "./use-figures";

const UNCOVERED = ["zero", "skip"] as const;
const INSIDE = ["mean", "median"] as const;

/** The first place under every combination of the rules; the present one outlined, a changed one hatched. */
export function Policies({ frame, evaluation }: ResultsData) {
  const t = useTranslations("results");
  const { score, list } = useFigures();
  const { variants, winners } = evaluation;
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const turned = (variant: Variant) => variant.winners.join() !== winners.join();
  const other = variants.find(turned);
  const usesMap = frame.criteria.some((criterion) => criterion.source === "map");
  const say = (variant: Variant) =>
    variant.winners.length > 1
      ? t("policies.tie")
      : variant.margin !== null && variant.runnerUp !== null
        ? t("policies.over", { margin: score(variant.margin), second: optionTitle(frame, variant.runnerUp) })
        : t("policies.alone");
  const title = other
    ? t("policies.titleTurned", {
        uncovered: t(`rules.${other.uncovered}`),
        inside: t(`rules.${other.insideRole}`),
        options: names(other.winners),
      })
    : t("policies.title", { options: names(winners) });
  return (
    <Section id="policies" title={title} lede={<Lede frame={frame} evaluation={evaluation} />}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("policies.caption")}>
        <table className={styles.combinations}>
          <caption>{t("policies.caption")}</caption>
          <thead>
            <tr>
              <td />
              {INSIDE.map((inside) => (
                <th scope="col" key={inside}>
                  {t(`rules.${inside}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {UNCOVERED.filter((uncovered) => usesMap || uncovered === frame.policies.uncovered).map(
              (uncovered) => (
                <tr key={uncovered}>
                  <th scope="row">{usesMap ? t(`rules.${uncovered}`) : t("policies.noMap")}</th>
                  {INSIDE.map((inside) => {
                    const variant = variants.find(
                      (each) => each.uncovered === uncovered && each.insideRole === inside,
                    );
                    if (!variant) return <td key={inside} />;
                    return (
                      <td
                        key={inside}
                        data-label={t(`rules.${inside}`)}
                        data-current={variant.asVoted ? "" : undefined}
                        data-turned={turned(variant) ? "" : undefined}
                      >
                        <b>{names(variant.winners)}</b>
                        <span className="num">{say(variant)}</span>
                        {variant.asVoted ? <em>{t("policies.asVoted")}</em> : null}
                        {turned(variant) ? <em>{t("policies.turned")}</em> : null}
                      </td>
                    );
                  })}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** What the policy does on the map alone: the lesson that the whole method starts from. */
function Lede({ frame, evaluation }: Pick<ResultsData, "frame" | "evaluation">) {
  const t = useTranslations("results");
  const { score } = useFigures();
  const counted = frame.options.flatMap((option) => {
    const cover = evaluation.map[option.id];
    const { efficient = 0, mixed = 0, uncovered = 0 } = cover?.counts ?? {};
    if (!cover || cover.efficiency === null || cover.covered + uncovered === 0) return [];
    return [
      {
        title: option.title,
        skip: cover.efficiency,
        zero: (efficient + mixed / 2) / (cover.covered + uncovered),
        covered: cover.covered,
      },
    ];
  });
  const best = (key: "skip" | "zero") => [...counted].sort((a, b) => b[key] - a[key])[0];
  const [skip, zero] = [best("skip"), best("zero")];
  const usesMap = frame.criteria.some((criterion) => criterion.source === "map");
  if (!usesMap || !skip || !zero) return <>{t("policies.lede")}</>;
  return (
    <>
      {t("policies.lede")}{" "}
      {t("policies.map", {
        skip: skip.title,
        skipValue: score(skip.skip),
        covered: skip.covered,
        zero: zero.title,
        zeroValue: score(zero.zero),
      })}
    </>
  );
}
