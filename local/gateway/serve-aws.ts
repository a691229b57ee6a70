import { setTimeout as delay } from 'node:timers/promises';

import type { Authorise, Granted } from './authorise.ts';
import type { AwsAnswer, AwsRequest, Engine, Service } from './aws-request.ts';
import { awsError } from './aws-request.ts';
import type { FaultDesk } from './fault-desk.ts';
import { partially } from './partial-failure.ts';

/** One request of a function to AWS, for the log of requests. */
export interface AwsCall {
  /** Epoch ms of the local cloud's time. */
  readonly at: number;
  /** The function's name, or the person's ARN. */
  readonly caller: string;
  readonly service: Service;
  readonly operation: string;
  /** 0 when there was no answer. */
  readonly status: number;
  /** What it needed, and the statements that gave it; empty for a person. */
  readonly granted: readonly Granted[];
  readonly body: AwsRequest['body'];
}

export interface AwsSettings {
  readonly authorise: Authorise;
  /** Told of each refusal. */
  readonly onRefusal: (because: string) => void;
  readonly engines: Readonly<Record<Service, Engine>>;
  readonly faults: FaultDesk;
  /** Ends the process that signed with this key. */
  readonly kill: (accessKeyId: string) => void;
  readonly now: () => number;
}

export interface ServeAws {
  /** Undefined when there is to be no answer: `hang`, or a broken connection. */
  readonly serve: (request: AwsRequest) => Promise<AwsAnswer | 'hang' | 'cut'>;
  readonly calls: () => readonly AwsCall[];
}

const KEPT = 10_000;
const REFUSED = 400;
const SLOW_MS = 1_000;

/** Hands a request to its engine if the caller's role allows it, with whatever is set to go wrong. */
export function serveAws({ authorise, onRefusal, engines, faults, kill, now }: AwsSettings): ServeAws {
  const calls: AwsCall[] = [];
  const note = (request: AwsRequest, status: number, granted: readonly Granted[]) => {
    const { caller, service, operation, body } = request;
    calls.push({
      at: now(),
      caller: caller.kind === 'function' ? caller.name : caller.arn,
      service,
      operation,
      status,
      granted,
      body,
    });
    if (calls.length > KEPT) calls.splice(0, calls.length - KEPT);
  };

  const serve = async (request: AwsRequest): Promise<AwsAnswer | 'hang' | 'cut'> => {
    const engine = engines[request.service];
    await faults.before?.(request);
    const fault = faults.hit(request);
    if (!fault) return engine(request);
    if (fault.effect === 'partial') return partially(request, engine);
    if (fault.effect === 'slow') {
      await delay(fault.ms ?? SLOW_MS);
      return engine(request);
    }
    if (fault.when === 'after') await engine(request);
    switch (fault.effect) {
      case 'kill':
        if (request.caller.kind === 'function') kill(request.caller.accessKeyId);
        return 'cut';
      case 'hang':
        return 'hang';
      case 'lost-response':
        return 'cut';
      case 'refuse':
        return awsError('InternalServerError', 'injected', 500);
    }
  };
  return {
    calls: () => calls,
    serve: async (request) => {
      const authorisation = authorise(request);
      if (!authorisation.allowed) {
        onRefusal(authorisation.because);
        note(request, REFUSED, []);
        return awsError('AccessDeniedException', authorisation.because, REFUSED);
      }
      const answer = await serve(request);
      note(request, typeof answer === 'string' ? 0 : answer.status, authorisation.granted);
      return answer;
    },
  };
}
