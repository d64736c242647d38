import { useFormatter, useTranslations } from "next-intl";
import type { RecordBody } from "@/lib/record/schema";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./record.module.css";

type Results = Extract<RecordBody["results"], { ok: true }>;
interface Props {
  record: RecordBody;
  results: Results;
}

const useScore = () => {
  const format = useFormatter();
  return (text: string) =>
    format.number(Number(text), { minimumFractionDigits: 3, maximumFractionDigits: 3 });
};

export function RankingTable({ record, results }: Props) {
  const t = useTranslations("record.sheet");
  const format = useFormatter();
  const score = useScore();
  const option = (id: string) => record.frame.body.options.find((each) => each.id === id)?.title ?? id;
  const criterion = (id: string) => record.frame.body.criteria.find((each) => each.id === id)?.title ?? id;
  const best = Number(results.ranking[0]?.score ?? 1) || 1;
  const mark = (text: string) => format.number(Number(text), { maximumFractionDigits: 1 });
  return (
    <>
      <table className={styles.ranks}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{t("rank")}</span>
            </th>
            <th scope="col">{t("option")}</th>
            <th scope="col" colSpan={2}>
              {t("score")}
            </th>
          </tr>
        </thead>
        <tbody>
          {results.ranking.map((entry) => (
            <tr key={entry.option} data-first={entry.rank === 1 ? "" : undefined}>
              <td className="num">{entry.rank}</td>
              <th scope="row">{option(entry.option)}</th>
              <td className={styles.rankBar} aria-hidden="true">
                <span style={{ width: `${(Number(entry.score) / best) * 100}%` }} />
              </td>
              <td className={`${styles.right} num`}>{score(entry.score)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {results.knockedOut.map(({ option: id, reasons }) => (
        <p key={id}>
          {t("knockedOut", {
            option: option(id),
            reasons: format.list(
              reasons.map((each) =>
                t("knockedOutReason", {
                  criterion: criterion(each.criterion),
                  mark: mark(each.mark),
                  bar: mark(each.bar),
                }),
              ),
              { type: "conjunction" },
            ),
          })}
        </p>
      ))}
      {results.unscored.map((id) => (
        <p key={id}>{t("unscored", { option: option(id) })}</p>
      ))}
    </>
  );
}

/** What each role would choose alone, and who voted in it. */
export function RolesTable({ record, results, tones }: Props & { tones: Record<string, number> }) {
  const t = useTranslations("record.sheet");
  const format = useFormatter();
  const score = useScore();
  const option = (id: string) => record.frame.body.options.find((each) => each.id === id)?.title ?? id;
  const list = (items: readonly string[]) => format.list(items, { type: "conjunction" });
  return (
    <table className={styles.byRole}>
      <thead>
        <tr>
          <th scope="col">{t("role")}</th>
          <th scope="col">{t("ballotsHead")}</th>
          <th scope="col">{t("wouldChoose")}</th>
          <th scope="col">{t("people")}</th>
        </tr>
      </thead>
      <tbody>
        {results.roles.map((role) => {
          const first = role.ranking?.filter((entry) => entry.rank === 1) ?? [];
          const people = record.ballots
            .filter((ballot) => ballot.role === role.role)
            .map((ballot) => ballot.name);
          return (
            <tr key={role.role}>
              <th scope="row">
                <span className={styles.roleName}>
                  <RoleGlyph tone={tones[role.role] ?? 0} size={10} />
                  {record.frame.body.roles.find((each) => each.id === role.role)?.name ?? role.role}
                </span>
              </th>
              <td className="num">{t("of", { ballots: role.ballots, eligible: role.eligible })}</td>
              <td>
                {first.length > 0
                  ? t("choice", {
                      options: list(first.map((entry) => option(entry.option))),
                      score: score(first[0]?.score ?? "0"),
                    })
                  : t(`none.${role.reason ?? "no-marks"}`)}
              </td>
              <td>{people.length > 0 ? list(people) : "–"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
