import type { FrameBody } from "../decision/frame";
import { quorumOf } from "./build-frame";

/** What keeps a draft from being locked. `criterion` is the title, or its position when it has none. */
export type FrameBlocker =
  | { code: "too-few-options" }
  | { code: "no-roles" }
  | { code: "no-vote-criteria" }
  | { code: "option-untitled" }
  | { code: "criterion-untitled"; position: number }
  | { code: "criterion-without-question"; criterion: string }
  | { code: "criterion-without-anchors"; criterion: string }
  | { code: "criterion-without-role"; criterion: string };

/** What may be locked all the same, and is better known before. */
export type FrameWarning =
  | { code: "few-roles-score"; criterion: string; roles: number; of: number }
  | { code: "nobody-in-role-to-score"; criterion: string }
  | { code: "quorum-out-of-reach"; role: string; quorum: number; members: number }
  /** Roles that nobody is in, one after the other. */
  | { code: "roles-without-members"; roles: string; count: number };

export function frameBlockers(frame: FrameBody): FrameBlocker[] {
  const found: FrameBlocker[] = [];
  if (frame.roles.length === 0) found.push({ code: "no-roles" });
  if (frame.options.length < 2) found.push({ code: "too-few-options" });
  if (frame.options.some((option) => option.title === "")) found.push({ code: "option-untitled" });
  if (!frame.criteria.some((criterion) => criterion.source === "vote"))
    found.push({ code: "no-vote-criteria" });
  frame.criteria.forEach((criterion, index) => {
    if (criterion.title === "") {
      found.push({ code: "criterion-untitled", position: index + 1 });
      return;
    }
    if (criterion.question === "")
      found.push({ code: "criterion-without-question", criterion: criterion.title });
    if (criterion.source === "map") return;
    if (criterion.low === "" || criterion.high === "") {
      found.push({ code: "criterion-without-anchors", criterion: criterion.title });
    }
    if (criterion.scoredBy?.length === 0) {
      found.push({ code: "criterion-without-role", criterion: criterion.title });
    }
  });
  return found;
}

/** `members`: how many people could vote in each role, by role id. */
export function frameWarnings(frame: FrameBody, members: Record<string, number>): FrameWarning[] {
  const found: FrameWarning[] = [];
  for (const criterion of frame.criteria) {
    if (criterion.source === "map" || criterion.scoredBy?.length === 0 || criterion.title === "") continue;
    const roles = criterion.scoredBy ?? frame.roles.map((role) => role.id);
    if (!roles.some((id) => (members[id] ?? 0) > 0)) {
      found.push({ code: "nobody-in-role-to-score", criterion: criterion.title });
    } else if (criterion.scoredBy !== null) {
      found.push({
        code: "few-roles-score",
        criterion: criterion.title,
        roles: roles.length,
        of: frame.roles.length,
      });
    }
  }
  for (const role of frame.roles) {
    const quorum = quorumOf(frame, role.id);
    const present = members[role.id] ?? 0;
    if (present > 0 && present < quorum) {
      found.push({ code: "quorum-out-of-reach", role: role.name, quorum, members: present });
    }
  }
  const empty = frame.roles.filter((role) => (members[role.id] ?? 0) === 0).map((role) => role.name);
  if (empty.length > 0) {
    found.push({ code: "roles-without-members", roles: empty.join(", "), count: empty.length });
  }
  return found;
}
