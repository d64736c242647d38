const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the database would take it for an id: a cast that fails is an error there, and no such row is none. */
export const isUuid = (value: string): boolean => UUID.test(value);
