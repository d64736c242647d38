import { getFormatter, getTranslations } from "next-intl/server";
import { DecisionForm } from "@/components/record/decision-form";
import styles from "@/components/record/record.module.css";
import { VoteSummary } from "@/components/record/vote-summary";
import { viewPath } from "@/components/shell/board-header";
import type { SignedInUser } from "@/lib/auth/user";
import type { FrameBody } from "@/lib/decision/frame";
import { getDb } from "@/lib/db/client";
import type { BoardStanding } from "@/lib/db/queries/boards";
import { loadOutcome } from "@/lib/db/queries/results";
import type { RoundSummary } from "@/lib/db/queries/rounds";
import { subjectOf } from "@/lib/record/suggested-title";
import { sealDecision } from "./actions";

interface Props {
  user: SignedInUser;
  standing: BoardStanding;
  round: RoundSummary;
  version: number;
}

/** The form, with what the vote says beside it. */
export async function WriteDecision({ user, standing, round, version }: Props) {
  const t = await getTranslations("record.form");
  const { round: vote, outcome } = await loadOutcome(getDb(), user, standing.id, round.id);
  const frame = vote.frame.body;
  const evaluation = outcome.ok ? outcome : null;
  const suggestedTitle = await titles(standing, frame);
  const order = [
    ...(evaluation?.ranking.map((entry) => entry.option) ?? []),
    ...frame.options
      .map((option) => option.id)
      .filter((id) => !evaluation?.ranking.some((entry) => entry.option === id)),
  ];
  const format = await getFormatter();
  const label = (id: string) => {
    const title = frame.options.find((option) => option.id === id)?.title ?? id;
    const entry = evaluation?.ranking.find((each) => each.option === id);
    if (entry) {
      const score = format.number(entry.score, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
      return t("optionRanked", { option: title, rank: entry.rank, score });
    }
    return evaluation?.knockedOut.some((each) => each.option === id)
      ? t("optionOut", { option: title })
      : title;
  };
  const outcomeId = evaluation?.winners.length === 1 ? (evaluation.winners[0] ?? "") : "";
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return (
    <main id="content" className={styles.writing}>
      <div>
        <h2>{t("heading")}</h2>
        <p>{t("lede")}</p>
        <DecisionForm
          // A version sealed meanwhile makes this the next one; what was typed is kept by the draft.
          key={`${round.id} ${version}`}
          boardId={standing.id}
          roundId={round.id}
          version={version}
          options={order.map((id) => ({ id, label: label(id), suggestion: suggestedTitle(id) }))}
          noneSuggestion={suggestedTitle(null)}
          initial={{
            outcome: outcomeId,
            title: suggestedTitle(outcomeId || null),
            rationale: "",
            consequences: "",
            reviewDate: "",
          }}
          earliestReview={tomorrow}
          seal={sealDecision}
        />
      </div>
      <VoteSummary
        evaluation={evaluation}
        frame={frame}
        round={round.number}
        href={`${viewPath(standing.id, "results")}?round=${round.number}`}
      />
    </main>
  );
}

/**
 * First words for the title, in the language of the board's content: they become part of the record. The reasons
 * are left to people: what the vote says stands in the record anyway.
 */
async function titles(standing: BoardStanding, frame: FrameBody): Promise<(id: string | null) => string> {
  const { locale } = standing;
  const t = await getTranslations({ locale, namespace: "record.suggested" });
  const subject = subjectOf(standing.title, locale);
  return (id) => {
    const option = frame.options.find((each) => each.id === id)?.title;
    if (option === undefined) return t("none", { board: standing.title });
    return subject ? t("for", { option, subject }) : t("plain", { option, board: standing.title });
  };
}
