import type { Tenant as TenantOf } from '../../http/caller.ts';
import type { ErrorBody } from '../http/error-body.ts';

/** One Atlan tenant, as the endpoint functions of this folder see it. */
export type Tenant = TenantOf<ErrorBody>;
