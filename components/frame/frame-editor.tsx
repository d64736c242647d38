"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useOptimistic, useState, useTransition } from "react";
import type { FrameBody } from "@/lib/decision/frame";
import type { Refusal } from "@/lib/errors";
import { useRouter } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { WhenReady } from "../ui/when-ready";
import { LocalTime } from "../voting/local-time";
import { Choice } from "./choice";
import { CriteriaSection } from "./criteria-section";
import styles from "./frame-editor.module.css";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import { FirmnessSection } from "./firmness-section";
import { LockRail } from "./lock-rail";
import { OptionsSection } from "./options-section";
import { QuorumSection } from "./quorum-section";
import { Section } from "./section";
import { UncoveredSection } from "./uncovered-section";
import { VoterPreview } from "./voter-preview";

interface Props {
  view: FrameView;
  actions: FrameActions;
  /** The board's top bar, given the truth of saving. */
  header: ReactNode;
}

/** The frame of the next round: read, drafted, locked. */
export function FrameEditor({ view: given, actions, header }: Props) {
  const t = useTranslations("frame");
  const router = useRouter();
  const [drafting, setDrafting] = useState(false);
  const [lastRefused, setLastRefused] = useState<Refusal["error"] | null>(null);
  const [saving, startSaving] = useTransition();
  const [draft, showChange] = useOptimistic(given.draft, (now, change: (draft: FrameBody) => FrameBody) =>
    change(now),
  );
  const view = { ...given, draft };
  const run: RunEdit = useCallback(
    (action, change) =>
      new Promise((resolve) => {
        startSaving(async () => {
          if (change) showChange(change);
          // An action that never came back (no network) throws: to the reader, a server that is away.
          const answer = await action().catch((): Refusal => ({ ok: false, error: { code: "unavailable" } }));
          setLastRefused(answer.ok ? null : answer.error);
          if (answer.ok) startSaving(() => router.refresh());
          resolve(answer.ok ? null : answer.error);
        });
      }),
    [router, showChange],
  );
  const { locked } = view;
  const same = locked !== null && locked.hash === view.hash;
  const sealed = same && !drafting;
  const editable = view.canEdit && !sealed;
  const parts = { view, editable, actions, run };
  const bad = (...codes: string[]) =>
    [...view.blockers, ...view.warnings].some((each) => codes.includes(each.code));
  const toc = [
    ["options", !bad("too-few-options", "option-untitled")],
    [
      "criteria",
      !view.blockers.some((each) => each.code.startsWith("criterion") || each.code === "no-vote-criteria"),
    ],
    ["weights", true],
    ["secrecy", true],
    ["quorum", !bad("quorum-out-of-reach")],
    ["firmness", true],
    ["not-covered", true],
  ] as const;
  return (
    <>
      {header}
      <WhenReady>
        <div className={styles.frame}>
          <nav className={styles.toc} aria-label={t("sections")}>
            {toc.map(([id, fine]) => (
              <a key={id} href={`#${id}`} data-fine={fine ? "" : undefined}>
                <Icon name={fine ? "check" : "warn"} />
                {t(`toc.${id}`)}
              </a>
            ))}
          </nav>
          <main className={styles.main}>
            <div className={styles.top}>
              <h2>{t("title")}</h2>
              <p role="status" className={styles.saving}>
                {saving ? t("saving") : lastRefused ? t("notSaved") : ""}
              </p>
            </div>
            <p className={styles.sub}>{t("sub")}</p>
            {sealed && locked ? (
              <div className={styles.sealed}>
                <Icon name="lock" size={20} />
                <div>
                  <b>
                    {t.rich("lockedBy", {
                      name: locked.lockedBy,
                      time: () => <LocalTime at={locked.lockedAt} form="full" />,
                    })}
                  </b>
                  <span>
                    {t("usedBy", {
                      number: locked.number,
                      count: locked.rounds.length,
                      rounds: locked.rounds.join(", "),
                    })}
                  </span>
                </div>
                {view.canEdit ? (
                  <Button onClick={() => setDrafting(true)}>
                    {t("draftNext", { number: locked.number + 1 })}
                  </Button>
                ) : null}
              </div>
            ) : locked ? (
              <div className={styles.sealed}>
                <Icon name="edit" size={20} />
                <div>
                  <b>{t("draftOf", { number: locked.number + 1 })}</b>
                  <span>
                    {same
                      ? t("sameAs", { number: locked.number })
                      : t("differsFrom", { number: locked.number })}
                  </span>
                </div>
                {same ? (
                  <Button onClick={() => setDrafting(false)}>
                    {t("backToLocked", { number: locked.number })}
                  </Button>
                ) : null}
              </div>
            ) : null}
            <OptionsSection {...parts} />
            <CriteriaSection {...parts} />
            <div className={styles.two}>
              <Section id="weights" title={t("weights.title")}>
                <Choice
                  name="method"
                  title={t("weights.swing")}
                  text={t("weights.swingText")}
                  checked
                  onChoose={undefined}
                />
                <h4 className={styles.label}>{t("weights.insideRole")}</h4>
                <div role={editable ? "radiogroup" : undefined} aria-label={t("weights.insideRole")}>
                  {(editable ? (["mean", "median"] as const) : [draft.policies.insideRole]).map((policy) => (
                    <Choice
                      key={policy}
                      name="inside-role"
                      title={t(`weights.${policy}`)}
                      text={t(`weights.${policy}Text`)}
                      checked={draft.policies.insideRole === policy}
                      onChoose={
                        editable
                          ? () =>
                              void run(
                                () => actions.setInsideRole(policy),
                                (now) => ({ ...now, policies: { ...now.policies, insideRole: policy } }),
                              )
                          : undefined
                      }
                    />
                  ))}
                </div>
                <h4 className={styles.label}>{t("weights.betweenRoles")}</h4>
                <Choice
                  name="between"
                  title={t("weights.equal")}
                  text={t("weights.equalText")}
                  checked
                  onChoose={undefined}
                />
              </Section>
              <div>
                <Section id="secrecy" title={t("secrecy.title")}>
                  <Choice
                    name="secrecy"
                    title={t("secrecy.byPerson")}
                    text={t("secrecy.byPersonText")}
                    checked
                    onChoose={undefined}
                  />
                </Section>
                <QuorumSection {...parts} />
              </div>
            </div>
            <FirmnessSection {...parts} />
            <UncoveredSection {...parts} />
          </main>
          <aside className={styles.rail} aria-label={t("rail.label")}>
            <div className={styles.stick}>
              <LockRail
                view={view}
                sealed={sealed}
                actions={{ ...actions, lock: async () => actions.lock().finally(() => setDrafting(false)) }}
                run={run}
              />
              <VoterPreview view={view} />
            </div>
          </aside>
        </div>
      </WhenReady>
    </>
  );
}
