/** The painted map, reduced to what the value of an option is computed from. */
export interface MapSnapshot {
  tasks: { id: string; title: string; inScope: boolean }[];
  /** Key `<taskId>|<optionId>`; absent = unrated. */
  fits: Record<string, "efficient" | "mixed" | "inefficient" | "uncovered">;
}
