import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { longDay } from "@/lib/i18n/day";
import type { RecordBody } from "@/lib/record/schema";
import { NamedAnswers } from "../results/named-answers";
import { RuleLinks } from "../results/rule-links";
import { ReasonList, hasReasons } from "../results/reason-list";
import { LocalMoment } from "../ui/local-moment";
import { Integrity } from "./integrity";
import styles from "./record.module.css";
import { RankingTable, RolesTable } from "./record-tables";

interface Props {
  record: RecordBody;
  hash: string;
  signature: string;
  publicKey: string;
  tones: Record<string, number>;
}

/** The record as a document: drawn from the sealed JSON alone, whatever has become of the board since. */
export function DecisionSheet({ record, hash, signature, publicKey, tones }: Props) {
  const t = useTranslations("record.sheet");
  const format = useFormatter();
  const locale = useLocale();
  const { decision, frame, results, round } = record;
  const option = (id: string) => frame.body.options.find((each) => each.id === id)?.title ?? id;
  const names = (ids: readonly string[]) => format.list(ids.map(option), { type: "conjunction" });
  const day = (date: string) => longDay(new Date(`${date}T12:00:00Z`), locale, "UTC");
  const score = (text: string) =>
    format.number(Number(text), { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const inScope = record.map.tasks.filter((task) => task.inScope).length;
  const second = results.ok ? results.ranking[1] : undefined;
  const eligible = Object.values(record.eligible).reduce((sum, people) => sum + people, 0);
  const turned = results.ok
    ? results.variants.filter((each) => each.winners.join() !== results.winners.join())
    : [];
  const reasoned = frame.body.criteria.filter((criterion) =>
    hasReasons({ frame: frame.body, criterion: criterion.id, answers: record.ballots }),
  );
  let number = 0;
  const part = (title: string, content: ReactNode) => {
    number++;
    return (
      <section className={styles.part} key={title}>
        <h3>
          <span aria-hidden="true">{number}</span>
          {title}
        </h3>
        <div>{content}</div>
      </section>
    );
  };

  return (
    <article className={styles.sheet} aria-labelledby="record-title">
      <header className={styles.docHead}>
        <p className={styles.kind}>
          {t("kind")} <span>{t("version", { version: record.version })}</span>
        </p>
        <h2 id="record-title">{decision.title}</h2>
        {record.board.question ? (
          <p className={styles.question}>{t("question", { question: record.board.question })}</p>
        ) : null}
        <dl className={styles.meta}>
          <div>
            <dt>{t("status")}</dt>
            <dd>
              <b>{decision.outcome === null ? t("deferred") : t("accepted")}</b>
              {record.version > 1 ? <span>{t("replaces", { version: record.version - 1 })}</span> : null}
            </dd>
          </div>
          <div>
            <dt>{t("sealed")}</dt>
            <dd>
              <LocalMoment at={record.sealedAt} />
              <span>{t("by", { name: record.sealedBy.name })}</span>
            </dd>
          </div>
          <div>
            <dt>{t("voted")}</dt>
            <dd>
              {t("round", { number: round.number })}
              <span>
                {t("ballots", {
                  ballots: record.ballots.length,
                  eligible: Math.max(eligible, record.ballots.length),
                })}
              </span>
            </dd>
          </div>
          <div>
            <dt>{t("review")}</dt>
            <dd>{decision.reviewDate ? day(decision.reviewDate) : t("noReview")}</dd>
          </div>
        </dl>
      </header>

      {part(
        t("context"),
        <p>
          {t("contextText", {
            board: record.board.title,
            tasks: record.map.tasks.length,
            inScope,
            out: record.map.tasks.length - inScope,
          })}
        </p>,
      )}
      {part(
        t("options"),
        <>
          <p>
            {t("optionsText", {
              count: frame.body.options.length,
              options: names(frame.body.options.map((each) => each.id)),
            })}
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("criterion")}</th>
                <th scope="col">{t("scoredBy")}</th>
                <th scope="col" className={styles.right}>
                  {t("weight")}
                </th>
              </tr>
            </thead>
            <tbody>
              {frame.body.criteria.map((criterion) => (
                <tr key={criterion.id}>
                  <th scope="row">{criterion.title}</th>
                  <td>
                    {criterion.source === "map"
                      ? t("byMap")
                      : criterion.scoredBy === null
                        ? t("byAll")
                        : format.list(
                            criterion.scoredBy.map(
                              (id) => frame.body.roles.find((role) => role.id === id)?.name ?? id,
                            ),
                            { type: "conjunction" },
                          )}
                  </td>
                  <td className={`${styles.right} num`}>
                    {results.ok
                      ? format.number(Number(results.weights[criterion.id] ?? 0), { style: "percent" })
                      : "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {results.ok && results.weightsFrom === "equal" ? <p>{t("weightsEqual")}</p> : null}
        </>,
      )}
      {part(
        t("decision"),
        <>
          <p className={styles.outcome}>
            {decision.outcome === null ? t("noneChosen") : t("chosen", { option: option(decision.outcome) })}
          </p>
          <Paragraphs text={decision.rationale} />
        </>,
      )}
      {part(
        t("verdict"),
        results.ok ? (
          <>
            <p className={styles.verdictLine}>
              {results.winners.length > 1
                ? t("verdictTie", { options: names(results.winners) })
                : results.margin !== null && second
                  ? t("verdictLead", {
                      first: names(results.winners),
                      margin: score(results.margin),
                      second: option(second.option),
                    })
                  : t("verdictAlone", { first: names(results.winners) })}
            </p>
            <RankingTable record={record} results={results} />
            {turned[0] ? (
              <p>
                {t("turned", {
                  uncovered: t(`rules.${turned[0].uncovered}`),
                  inside: t(`rules.${turned[0].insideRole}`),
                  options: names(turned[0].winners),
                  count: turned[0].winners.length,
                })}
              </p>
            ) : (
              <p>{t("everyRule")}</p>
            )}
          </>
        ) : (
          <p>{t("noResult")}</p>
        ),
      )}
      {results.ok || record.ballots.length > 0
        ? part(
            t("roles"),
            <>
              {results.ok ? <RolesTable record={record} results={results} tones={tones} /> : null}
              <NamedAnswers frame={frame.body} answers={record.ballots} tones={tones} reasons={false} />
            </>,
          )
        : null}
      {reasoned.length > 0
        ? part(
            t("reasons"),
            reasoned.map(({ id, title }) => (
              <div key={id} className={styles.reasoned}>
                <h4>{title}</h4>
                <ReasonList frame={frame.body} criterion={id} answers={record.ballots} tones={tones} />
              </div>
            )),
          )
        : null}
      {decision.consequences ? part(t("consequences"), <Paragraphs text={decision.consequences} />) : null}
      {part(
        t("method"),
        <p>
          {t("methodText", {
            scale: frame.body.scale,
            inside: t(`rules.${frame.body.policies.insideRole}`),
            uncovered: t(`rules.${frame.body.policies.uncovered}`),
          })}{" "}
          <RuleLinks
            rules={[
              "MA1",
              "AG5",
              "AG6",
              "SW1",
              "AD1",
              frame.body.policies.uncovered === "zero" ? "CO3" : "CO4",
              "EV5",
              "EV7",
            ]}
          />
        </p>,
      )}
      {part(
        t("integrity"),
        <Integrity record={record} hash={hash} signature={signature} publicKey={publicKey} />,
      )}
    </article>
  );
}

/** As typed: an empty line parts paragraphs, a line break stays one. */
function Paragraphs({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph, at) => (
    // The text never changes: its place is its identity.
    <p key={at} className={styles.typed}>
      {paragraph}
    </p>
  ));
}
