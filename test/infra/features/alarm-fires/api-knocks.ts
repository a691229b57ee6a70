import { httpApi } from '../../../../local/gateway/http-api.ts';
import type { Installation } from '../../stacks/synthesise.ts';

/** Requests to the template's HTTP API, whose stage lets one through at a time; its access log goes to stdout. */
export async function knockAtEvents(
  times: number,
  { ofType }: Installation,
  from: 'a stranger' | 'a principal',
): Promise<void> {
  const [stage] = ofType('AWS::ApiGatewayV2::Stage');
  const [api] = ofType('AWS::ApiGatewayV2::Api');
  if (!stage || !api) throw new Error('the template has no HTTP API');
  const burst = from === 'a stranger' ? times : 1;
  const ask = httpApi({
    stage: {
      apiId: api.id,
      throttle: { perSecond: 1, burst },
      logFormat: stage.Properties['AccessLogSettings'].Format,
    },
    routes: [
      {
        key: 'POST /events',
        apiId: api.id,
        method: 'POST',
        path: '/events',
        functionArn: 'arn',
        signed: true,
        sourceArn: 'arn',
      },
    ],
    callers: { byKey: () => ({ kind: 'person', arn: 'arn' }), issue: unasked, issueSession: unasked },
    functions: { for: () => undefined },
    now: () => 0,
    elapsed: () => 0,
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  const signature = 'AWS4-HMAC-SHA256 Credential=hr/20260101/eu-west-1/execute-api/aws4_request, Signature=0';
  const request = {
    method: 'POST',
    url: new URL('http://127.0.0.1/events'),
    headers: from === 'a stranger' ? {} : { authorization: signature },
    body: Buffer.from('{}'),
  };
  for (let knock = 0; knock < times; knock++) await ask(request);
}

const unasked = () => {
  throw new Error('no function signs here');
};
