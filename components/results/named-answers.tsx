import { useTranslations } from "next-intl";
import type { FrameBody } from "@/lib/decision/frame";
import { cellKey } from "@/lib/record/ballot-rules";
import { mayScore } from "@/lib/record/build-frame";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import { softHyphens } from "../ui/soft-hyphens";
import { ReasonList } from "./reason-list";
import { type NamedAnswer, roleName } from "./results-props";
import styles from "./results.module.css";
import { Fold, Scrolled } from "./section";

interface Props {
  frame: FrameBody;
  answers: readonly NamedAnswer[];
  tones: Record<string, number>;
  /** The reasons under each criterion; without them where they stand elsewhere on the page. */
  reasons?: boolean;
}

/** Who answered what and why, as voters were told before they voted: a table per criterion, then the weights. */
export function NamedAnswers({ frame, answers, tones, reasons = true }: Props) {
  const t = useTranslations("results.answers");
  const marked = answers.some((answer) => Object.keys(answer.scores).length > 0);
  const weighed = answers.some((answer) => Object.keys(answer.weights).length > 0);
  const count = answers.reduce((sum, answer) => sum + Object.keys(answer.reasons).length, 0);
  if (!marked && !weighed && count === 0) return null;
  const criteria = frame.criteria.filter((criterion) => criterion.source === "vote");
  return (
    <Fold label={t("show", { count: reasons ? count : 0 })}>
      {marked || count > 0
        ? criteria.map((criterion) => (
            <div key={criterion.id} className={styles.answers}>
              <Scrolled label={criterion.title}>
                <table>
                  <caption>
                    <b>{criterion.title}</b> {t("marks", { max: frame.scale })}
                  </caption>
                  <Head columns={frame.options} />
                  <tbody>
                    {answers.map((answer, at) =>
                      mayScore(criterion, answer.role) ? (
                        <tr key={at}>
                          <Person frame={frame} answer={answer} tones={tones} />
                          {frame.options.map((option) => (
                            <Cell key={option.id} answer={answer} cell={cellKey(criterion.id, option.id)} />
                          ))}
                        </tr>
                      ) : null,
                    )}
                  </tbody>
                </table>
              </Scrolled>
              {reasons ? (
                <ReasonList frame={frame} criterion={criterion.id} answers={answers} tones={tones} />
              ) : null}
            </div>
          ))
        : null}
      {weighed ? (
        <div className={styles.answers}>
          <Scrolled label={t("weights")}>
            <table>
              <caption>
                <b>{t("weights")}</b> {t("points")}
              </caption>
              <Head columns={frame.criteria} />
              <tbody>
                {answers.map((answer, at) => (
                  <tr key={at}>
                    <Person frame={frame} answer={answer} tones={tones} />
                    {frame.criteria.map((criterion) => (
                      <td key={criterion.id} className="num">
                        {answer.weights[criterion.id] ?? <Word word={t("missing")} />}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolled>
        </div>
      ) : null}
    </Fold>
  );
}

function Head({ columns }: { columns: readonly { id: string; title: string }[] }) {
  const t = useTranslations("results.answers");
  return (
    <thead>
      <tr>
        <th scope="col">{t("person")}</th>
        {columns.map((column) => (
          <th scope="col" key={column.id}>
            {softHyphens(column.title)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Person({ frame, answer, tones }: Pick<Props, "frame" | "tones"> & { answer: NamedAnswer }) {
  return (
    <th scope="row">
      <span className={styles.person}>
        <RoleGlyph tone={tones[answer.role] ?? 0} />
        <span>
          {answer.name}
          <small>{roleName(frame, answer.role)}</small>
        </span>
      </span>
    </th>
  );
}

function Cell({ answer, cell }: { answer: NamedAnswer; cell: string }) {
  const t = useTranslations("results.answers");
  const mark = answer.scores[cell];
  return (
    <td className="num">
      {typeof mark === "number" ? mark : <Word word={t(mark ?? "missing")} />}
      {answer.reasons[cell]?.trim() ? (
        <span className={styles.hasReason}>
          <Icon name="reason" size={12} />
          <span className="sr"> {t("withReason")}</span>
        </span>
      ) : null}
    </td>
  );
}

const Word = ({ word }: { word: string }) => <span className={styles.word}>{word}</span>;
