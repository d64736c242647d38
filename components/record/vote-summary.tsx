import { useFormatter, useTranslations } from "next-intl";
import type { Evaluation } from "@/lib/decision/outcome";
import type { FrameBody } from "@/lib/decision/frame";
import { Link } from "@/lib/i18n/navigation";
import styles from "./record.module.css";

/** What the vote says, in view while the decision is written. */
export function VoteSummary({
  evaluation,
  frame,
  round,
  href,
}: {
  evaluation: Evaluation | null;
  frame: FrameBody;
  round: number;
  href: string;
}) {
  const t = useTranslations("record.vote");
  const format = useFormatter();
  const score = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const option = (id: string) => frame.options.find((each) => each.id === id)?.title ?? id;
  return (
    <aside className={styles.vote} aria-labelledby="vote-title">
      <h3 id="vote-title">{t("title", { round })}</h3>
      {evaluation ? (
        <ol>
          {evaluation.ranking.map((entry) => (
            <li key={entry.option} data-first={entry.rank === 1 ? "" : undefined}>
              <span className="num">{entry.rank}</span>
              <span>{option(entry.option)}</span>
              <span className="num">{score(entry.score)}</span>
            </li>
          ))}
          {evaluation.knockedOut.map(({ option: id }) => (
            <li key={id}>
              <span aria-hidden="true">–</span>
              <span>{option(id)}</span>
              <span>{t("out")}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p>{t("noResult")}</p>
      )}
      <p>{t("free")}</p>
      <Link className={styles.more} href={href}>
        {t("results")}
      </Link>
    </aside>
  );
}
