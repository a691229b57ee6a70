import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi as Api,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface HttpApiProps {
  readonly apiName: string;
}

/** No addresses and no bodies: the function names the caller, if at all. Every value is a text, numbers too. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    api: '$context.apiId',
    requestId: '$context.requestId',
    at: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
  }),
);

/** Requests a second, and at once: what AWS allows all APIs of an account and region together. So the stage is never the narrower door. */
const THROTTLE = { rateLimit: 10_000, burstLimit: 5_000 };

/** The one HTTP API. */
export class HttpApi extends Construct {
  readonly url: string;
  readonly apiId: string;
  readonly accessLog: ILogGroup;
  readonly #api: Api;
  readonly #iam: IHttpRouteAuthorizer = new HttpIamAuthorizer();

  constructor(scope: Construct, id: string, { apiName }: HttpApiProps) {
    super(scope, id);
    this.#api = new Api(this, 'Api', { apiName, createDefaultStage: false });
    this.apiId = this.#api.apiId;
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/aws/vendedlogs/${apiName}`,
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG },
    });
    this.url = stage.url;
    this.accessLog = accessLog;
  }

  /** A route for AWS principals that may `execute-api:Invoke` it. */
  post(path: string, handler: IFunction): void {
    this.#add(path, handler, this.#iam);
  }

  /** What a principal that may only call `POST path` is granted. */
  arnOfPost(path: string): string {
    return Stack.of(this).formatArn({
      service: 'execute-api',
      resource: this.#api.apiId,
      resourceName: `$default/POST${path}`,
    });
  }

  /** A public route; the function checks signatures itself. */
  postOpen(path: string, handler: IFunction): void {
    for (const route of this.#add(path, handler))
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'HR systems have no AWS credentials: each delivery is signed, and the function refuses what it cannot verify.',
      });
  }

  #add(path: string, handler: IFunction, authorizer?: IHttpRouteAuthorizer): readonly HttpRoute[] {
    return this.#api.addRoutes({
      path,
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration(idOfIntegration(handler), handler),
      ...(authorizer && { authorizer }),
    });
  }
}

/** The id that installations have it under, whatever their stack is called: under another one CloudFormation would replace it. */
function idOfIntegration(handler: IFunction): string {
  const [, ...path] = handler.node.path.split('/');
  return ['ToService', ...path].join('/');
}
