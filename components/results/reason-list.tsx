import { useTranslations } from "next-intl";
import type { FrameBody } from "@/lib/decision/frame";
import { cellKey } from "@/lib/record/ballot-rules";
import { RoleGlyph } from "../ui/role-mark";
import { type NamedAnswer, roleName } from "./results-props";
import styles from "./results.module.css";

interface Props {
  frame: Pick<FrameBody, "options" | "roles">;
  criterion: string;
  answers: readonly NamedAnswer[];
  tones: Record<string, number>;
}

/** Whether anybody said why, on a criterion. */
export const hasReasons = ({ frame, criterion, answers }: Omit<Props, "tones">): boolean =>
  frame.options.some((option) => answers.some((answer) => reasonFor(answer, criterion, option.id)));

const reasonFor = (answer: NamedAnswer, criterion: string, option: string) =>
  answer.reasons[cellKey(criterion, option)]?.trim();

/** What people gave as their reasons on one criterion, option by option, with their names. */
export function ReasonList({ frame, criterion, answers, tones }: Props) {
  const t = useTranslations("results.answers");
  const given = frame.options.flatMap((option) =>
    answers.flatMap((answer, at) => {
      const reason = reasonFor(answer, criterion, option.id);
      return reason ? [{ key: `${option.id} ${at}`, option, answer, reason }] : [];
    }),
  );
  if (given.length === 0) return null;
  return (
    <ul className={styles.reasons}>
      {given.map(({ key, option, answer, reason }) => (
        <li key={key}>
          <RoleGlyph tone={tones[answer.role] ?? 0} />
          <p>
            {t.rich("reason", {
              name: answer.name,
              role: roleName(frame, answer.role),
              option: option.title,
              reason,
              who: (chunks) => <b>{chunks}</b>,
            })}
          </p>
        </li>
      ))}
    </ul>
  );
}
