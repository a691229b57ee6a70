import type { ServiceRequest } from './permissions/permission.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request that does not say what it is about, so that nothing could be checked. */
const unreadable = ({ operation }: ServiceRequest, name: string, must: string) =>
  new Error(`${operation} cannot be authorised: ${name} must be ${must}`);

export function optionalText(request: ServiceRequest, name: string, body = request.body): string | undefined {
  const value = isFields(body) ? body[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') throw unreadable(request, name, 'a text that is not empty');
  return value;
}

export function requiredText(request: ServiceRequest, name: string): string {
  const value = optionalText(request, name);
  if (value === undefined) throw unreadable(request, name, 'there');
  return value;
}

export function filledList(request: ServiceRequest, name: string): readonly unknown[] {
  const value = isFields(request.body) ? request.body[name] : undefined;
  if (!Array.isArray(value) || value.length === 0) throw unreadable(request, name, 'a list that is not empty');
  return value;
}

export function filledKeys(request: ServiceRequest, name: string): readonly string[] {
  const value = isFields(request.body) ? request.body[name] : undefined;
  const keys = isFields(value) ? Object.keys(value) : [];
  if (keys.length === 0) throw unreadable(request, name, 'an object that is not empty');
  return keys;
}
