import type { Template } from "./template";
import type { Fit } from "./types";

/**
 * The source leaves a cell white both where a task is no platform's business and where a platform does not do
 * it. The first is a fact about the task, the second about the platform: they must not be confused, as they
 * decide who wins. A task that is white for every option starts out of scope; every other white cell starts
 * uncovered.
 */
export function startsInScope(template: Template, task: string): boolean {
  if (template.tasks.find((each) => each.id === task)?.inScope === false) return false;
  const ratings = template.ratings.filter((each) => each.task === task);
  return ratings.length === 0 || ratings.some(({ rating }) => rating !== "not-applicable");
}

export function startFits(template: Template): { task: string; option: string; fit: Fit }[] {
  const outOfScope = new Set(
    template.tasks.filter((task) => !startsInScope(template, task.id)).map((task) => task.id),
  );
  return template.ratings
    .filter(({ task, rating }) => rating !== "not-applicable" || !outOfScope.has(task))
    .map(({ task, option, rating }) => ({
      task,
      option,
      fit: rating === "not-applicable" ? "uncovered" : rating,
    }));
}

/** Whether there is a choice to offer: to start with the template's ratings or without. */
export const hasRatings = (template: Template): boolean => template.ratings.length > 0;
