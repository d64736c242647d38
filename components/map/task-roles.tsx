"use client";

import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import type { Task } from "@/lib/board/types";
import type { RoleId } from "@/lib/ids";
import { Icon } from "../ui/icon";
import { RoleBadge, RoleGlyph } from "../ui/role-mark";
import type { RoleView } from "./board-props";
import type { Edits } from "./edits";
import menu from "./menu.module.css";
import styles from "./task-roles.module.css";

/** Who does a task; a menu of the board's roles for those who may change it. */
export function TaskRoles({ task, roles, edits }: { task: Task; roles: RoleView[]; edits: Edits | null }) {
  const t = useTranslations("map");
  const mine = roles.filter((role) => task.roles.includes(role.id as RoleId));
  return (
    <div className={styles.roles}>
      {mine.map((role) => (
        <span key={role.id} className={styles.role}>
          <span aria-hidden="true" className={styles.badge}>
            <RoleBadge tone={role.tone} name={role.name} />
          </span>
          {role.name}
        </span>
      ))}
      {edits && roles.length > 0 ? (
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger
            className={styles.edit}
            aria-label={t("changeRoles")}
            title={t("changeRoles")}
          >
            {mine.length === 0 ? t("addRoles") : <Icon name="plus" size={14} />}
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className={menu.menu} align="start" sideOffset={4}>
              {roles.map((role) => (
                <DropdownMenu.CheckboxItem
                  key={role.id}
                  className={menu.item ?? ""}
                  checked={mine.includes(role)}
                  onSelect={(event) => event.preventDefault()}
                  onCheckedChange={(checked) =>
                    edits.setTaskRoles(
                      task.id,
                      roles
                        .filter((each) => (each === role ? checked : mine.includes(each)))
                        .map((each) => each.id as RoleId),
                    )
                  }
                >
                  <span className={menu.check}>
                    <DropdownMenu.ItemIndicator>
                      <Icon name="check" />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  <RoleGlyph tone={role.tone} />
                  {role.name}
                </DropdownMenu.CheckboxItem>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      ) : null}
    </div>
  );
}
