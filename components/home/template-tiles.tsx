import { useTranslations } from "next-intl";
import { BoardThumbnail } from "./board-thumbnail";
import { Choice } from "./new-board-parts";
import styles from "./new-board-form.module.css";
import type { OfferedTemplate, TemplateChoice } from "./new-board-types";

interface Props {
  choice: TemplateChoice;
  onChoose: (choice: TemplateChoice) => void;
  ml: OfferedTemplate;
}

/** What the board starts from. */
export function TemplateTiles({ choice, onChoose, ml }: Props) {
  const t = useTranslations("newBoard");
  const tile = (value: TemplateChoice) => ({
    name: "template",
    value,
    checked: choice === value,
    onChoose: () => onChoose(value),
  });
  return (
    <fieldset>
      <legend className="sr">{t("template")}</legend>
      <div className={`${styles.choices} ${styles.templates}`}>
        <Choice
          {...tile("ml-lifecycle")}
          title={t("ml")}
          text={t("mlText", {
            tasks: ml.tasks,
            roles: ml.roles.length,
            criteria: ml.criteria,
            options: ml.options,
          })}
          picture={<BoardThumbnail cards={ml.cards} />}
        />
        <Choice {...tile("empty")} title={t("empty")} text={t("emptyText")} />
        <Choice {...tile("file")} title={t("file")} text={t("fileText")} />
      </div>
    </fieldset>
  );
}
