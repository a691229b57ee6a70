/** One thing that must be allowed before a request is carried out. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** A request to an AWS service: `body` is its parsed JSON, account and region are those it is sent to. */
export interface ServiceRequest {
  readonly operation: string;
  readonly body: unknown;
  readonly account: string;
  readonly region: string;
}

/** The permissions of one operation. */
export type PermissionsOf<Request = ServiceRequest> = (request: Request) => readonly Permission[];

export const arnOf = (service: string, { region, account }: ServiceRequest, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
