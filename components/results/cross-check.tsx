import { useTranslations } from "next-intl";
import { type CSSProperties, Fragment } from "react";
import type { MethodOrder } from "@/lib/decision/analysis";
import styles from "./analysis.module.css";
import { type ResultsData, optionTitle } from "./results-props";
import { RuleLinks } from "./rule-links";
import { Scrolled, Section } from "./section";
import { useFigures } from "./use-figures";

const RULES: Record<MethodOrder["method"], readonly string[]> = {
  condorcet: ["CW1"],
  copeland: ["CP1"],
  borda: ["BO1"],
  schulze: ["SZ1"],
  "ranked-pairs": ["RP1"],
  kemeny: ["KE1"],
  topsis: ["TS1"],
  promethee: ["PR1"],
};

/** What other methods say of the same ballots: beside the result, never averaged with it. */
export function CrossCheck({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results.cross");
  const { list } = useFigures();
  const { crossCheck, orders } = analysis;
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const own = groups(evaluation.ranking);
  const places = evaluation.ranking.length;
  const voting = crossCheck.ok
    ? crossCheck.methods.flatMap((each) =>
        each.ok && orders.some(({ method }) => method === each.method) ? [each] : [],
      )
    : [];
  const different = voting.filter((each) => each.agreement === "different");
  const partly = voting.filter((each) => each.agreement === "partly");
  const told = different.length > 0 ? different : partly;
  if (orders.length === 0) return null;
  const condorcet = crossCheck.ok
    ? crossCheck.methods.find((each) => each.method === "condorcet")
    : undefined;
  return (
    <Section
      id="cross-check"
      title={
        voting.length === 0
          ? t("titleNone")
          : told.length === 0
            ? t("titleSame", { count: voting.length, first: names(evaluation.winners) })
            : t(told === different ? "titleDifferent" : "titlePartly", {
                count: told.length,
                would: byWinners(told)
                  .map((same) =>
                    t("would", {
                      count: same.length,
                      methods: list(same.map((each) => t(`methods.${each.method}.name`))),
                      first: names(same[0]?.winners ?? []),
                    }),
                  )
                  .reduce((would, more) => t("also", { would, more })),
              })
      }
      lede={
        <>
          {crossCheck.ok ? t("lede", { voters: crossCheck.voters }) : t("ledeNone")}{" "}
          {condorcet && crossCheck.ok
            ? condorcet.ok
              ? t("condorcet", { first: names(condorcet.winners) })
              : crossCheck.smithSet.length < places
                ? t("smith", { options: names(crossCheck.smithSet) })
                : t("smithAll")
            : null}{" "}
          <RuleLinks rules={["VR1", "CW1", "CC1"]} />
        </>
      }
    >
      <Scrolled label={t("label")}>
        <table className={styles.cross} style={{ "--places": places } as CSSProperties}>
          <thead>
            <tr>
              <td />
              {Array.from({ length: places }, (_, at) => (
                <th scope="col" key={at + 1}>
                  {t("place", { place: at + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row
              name={t("own")}
              note={t("ownNote")}
              order={own}
              title={(id) => optionTitle(frame, id)}
              own={own}
              rules={["AD1"]}
            />
            {orders.map((each) => (
              <Row
                key={each.method}
                name={t(`methods.${each.method}.name`)}
                note={t(`methods.${each.method}.note`)}
                order={each.order}
                title={(id) => optionTitle(frame, id)}
                own={own}
                rules={RULES[each.method]}
              />
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Section>
  );
}

/** Methods that would name the same, together. */
function byWinners<Found extends { winners: string[] }>(found: readonly Found[]): Found[][] {
  const choices = [...new Set(found.map((each) => each.winners.join()))];
  return choices.map((choice) => found.filter((each) => each.winners.join() === choice));
}

function groups(ranking: ResultsData["evaluation"]["ranking"]): MethodOrder["order"] {
  const ranks = [...new Set(ranking.map((entry) => entry.rank))];
  return ranks.map((rank) => ranking.filter((entry) => entry.rank === rank).map((entry) => entry.option));
}

function Row(props: {
  name: string;
  note: string;
  order: MethodOrder["order"];
  title: (id: string) => string;
  /** The board's own order: what another method puts elsewhere stands out. */
  own: MethodOrder["order"];
  rules: readonly string[];
}) {
  const { name, note, order, title, own, rules } = props;
  const place = (groups: MethodOrder["order"], id: string) =>
    groups
      .slice(
        0,
        groups.findIndex((group) => group.includes(id)),
      )
      .flat().length;
  return (
    <tr data-own={order === own ? "" : undefined}>
      <th scope="row">
        {name} <RuleLinks rules={rules} />
        <small>{note}</small>
      </th>
      {order.map((options) => (
        <td key={options.join()} colSpan={options.length}>
          {options.map((id, at) => (
            <Fragment key={id}>
              {at > 0 ? " = " : null}
              <span data-moved={place(order, id) === place(own, id) ? undefined : ""}>{title(id)}</span>
            </Fragment>
          ))}
        </td>
      ))}
    </tr>
  );
}
