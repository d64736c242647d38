import { useTranslations } from "next-intl";
import type { BoardConnection } from "../canvas/board-connection";
import { Button } from "../ui/button";
import { downloadJson } from "./download-json";

/** Edits that live in this tab only, as a file; once taken, leaving the page needs no warning. */
export function TakeChanges({ connection, boardId }: { connection: BoardConnection; boardId: string }) {
  const t = useTranslations("map.ended");
  const download = () => {
    const takenAt = new Date().toISOString();
    downloadJson(`board-${boardId}-changes.json`, { boardId, takenAt, entries: connection.unsavedEntries() });
    connection.letGo();
  };
  return (
    <Button size="s" onClick={download}>
      {t("download")}
    </Button>
  );
}
