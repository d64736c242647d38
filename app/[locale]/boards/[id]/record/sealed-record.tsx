import { ResultsEmpty } from "@/components/results/results-empty";
import { DecisionSheet } from "@/components/record/decision-sheet";
import { Rail } from "@/components/record/rail";
import styles from "@/components/record/record.module.css";
import { viewPath } from "@/components/shell/board-header";
import type { SignedInUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import type { BoardRole, BoardStanding } from "@/lib/db/queries/boards";
import { type RecordSummary, requireRecord } from "@/lib/db/queries/records";
import { getInstanceKey } from "@/lib/instance-key";
import { nodeCrypto } from "@/lib/record/node-crypto";
import { verifyRecord } from "@/lib/record/verify";
import { getTranslations } from "next-intl/server";

interface Props {
  user: SignedInUser;
  standing: BoardStanding;
  roles: BoardRole[];
  /** Newest first. */
  records: RecordSummary[];
  version: number;
  /** Where the next version is prepared; null for who may not. */
  next: string | null;
}

/** One sealed version, checked anew at every view. */
export async function SealedRecordView({ user, standing, roles, records, version, next }: Props) {
  const t = await getTranslations("record.rail");
  const { json, hash, signature, publicKey, before } = await requireRecord(
    getDb(),
    user,
    standing.id,
    version,
  );
  const claims = { hash, signature, publicKey, previousHash: before };
  const verification = await verifyRecord(json, claims, nodeCrypto);
  const summary = records.find((record) => record.version === version);
  const file = (format: string) => `/api/boards/${standing.id}/records/${version}/${format}`;
  return (
    <div className={styles.backdrop}>
      <div className={styles.page}>
        {verification.ok ? (
          <main id="content">
            <DecisionSheet
              record={verification.record}
              hash={hash}
              signature={signature}
              publicKey={publicKey}
              tones={tonesOf(verification.record.frame.body.roles, roles)}
            />
          </main>
        ) : (
          <ResultsEmpty icon="warn" title={t("unreadableTitle")} text={t("unreadable")} />
        )}
        <Rail
          version={version}
          sealedAt={(summary?.sealedAt ?? new Date()).toISOString()}
          sealedBy={verification.ok ? verification.record.sealedBy.name : (summary?.sealedBy ?? "")}
          checks={verification.ok ? verification.checks : null}
          ownKey={publicKey === getInstanceKey().publicKey}
          scores={verification.ok ? verification.scores : 0}
          versions={records.map((record) => ({
            version: record.version,
            href: `${viewPath(standing.id, "record")}?version=${record.version}`,
            title: record.title,
            hash: record.hash,
            sealedAt: record.sealedAt.toISOString(),
          }))}
          downloads={[
            { format: "json", href: file("json"), bytes: Buffer.byteLength(json) },
            { format: "markdown", href: file("markdown"), bytes: null },
            { format: "signature", href: file("signature"), bytes: null },
          ]}
          next={next ? { version: (records[0]?.version ?? 0) + 1, href: next } : null}
        />
      </div>
    </div>
  );
}

/** The board's colour for each role of the record; one that the board no longer has takes the place it had. */
function tonesOf(recorded: readonly { id: string }[], roles: readonly BoardRole[]): Record<string, number> {
  return Object.fromEntries(
    recorded.map((role, at) => [role.id, roles.find((each) => each.id === role.id)?.tone ?? at % 5]),
  );
}
