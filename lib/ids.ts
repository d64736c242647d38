/** Branded ids: swapping two strings does not compile. Brands exist only in types. */
type Brand<T extends string> = string & { readonly __brand: T };

export type BoardId = Brand<"board">;
export type RoleId = Brand<"role">;
export type TaskId = Brand<"task">;
export type OptionId = Brand<"option">;
export type CriterionId = Brand<"criterion">;
export type PhaseId = Brand<"phase">;
export type GroupId = Brand<"group">;
export type FlowId = Brand<"flow">;
