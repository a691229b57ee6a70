import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { type Fields, isObject, type Operation, operationOf } from './document.ts';
import type { Exchange } from './exchange.ts';
import { jsonSchemaOf, resolved } from './schemas.ts';

export interface Contract {
  readonly document: Fields;
  /** The path of the document's server. */
  readonly base: string;
}

export interface Checked {
  /** As the document writes it; method and path for what it does not know. */
  readonly operation: string;
  readonly status: number;
  /** Where a request or an answer is not as the document says; empty where it is. */
  readonly violations: readonly string[];
}

/** Holds requests and answers against what a vendor publishes: every field, parameter and status must be described. */
export function openapiValidator(contracts: readonly Contract[]): (exchange: Exchange) => Checked {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  formats.default(ajv);
  const compiled = new Map<unknown, ValidateFunction>();

  function against(schema: unknown, value: unknown, what: string, document: Fields): readonly string[] {
    const validate = compiled.get(schema) ?? ajv.compile(jsonSchemaOf(schema, document) as object);
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra =
        isObject(params) && 'additionalProperty' in params ? ` (${String(params['additionalProperty'])})` : '';
      return `${what}${instancePath} ${message ?? 'is wrong'}${extra}`;
    });
  }

  function parameters({ description, document, params }: Operation, query: URLSearchParams): readonly string[] {
    const listed = Array.isArray(description['parameters']) ? description['parameters'] : [];
    const all = listed.map((one: unknown) => deref(one, document)).filter(isObject);
    const inQuery = all.filter((one) => one['in'] === 'query');
    const unknown = [...new Set(query.keys())].filter((name) => !inQuery.some((one) => one['name'] === name));
    return [
      ...unknown.map((name) => `query ${name} is not described`),
      ...inQuery.flatMap((one) => {
        const name = String(one['name']);
        if (!query.has(name)) return one['required'] === true ? [`query ${name} is missing`] : [];
        return against(
          one['schema'],
          typed(query.getAll(name), deref(one['schema'], document)),
          `query ${name}`,
          document,
        );
      }),
      ...all.flatMap((one) => {
        const value = params[String(one['name'])];
        if (one['in'] !== 'path' || value === undefined) return [];
        const given = typed([value], deref(one['schema'], document));
        return against(one['schema'], given, `path ${String(one['name'])}`, document);
      }),
    ];
  }

  function requestBody({ description, document }: Operation, { body, contentType }: Exchange): readonly string[] {
    const described = deref(description['requestBody'], document);
    if (!isObject(described)) return body === '' ? [] : [`request body ${body === '{}' ? '{} ' : ''}is not described`];
    if (body === '') return described['required'] === true ? ['request body is missing'] : [];
    const schema = schemaFor(described, 'application/json');
    return [
      ...(contentType?.startsWith('application/json') ? [] : [`request content type is ${contentType ?? 'missing'}`]),
      ...(schema === undefined ? [] : against(schema, parsed(body), 'request', document)),
    ];
  }

  function answer(
    { description, document }: Operation,
    { status, headers, body }: Exchange['answer'],
  ): readonly string[] {
    const responses = description['responses'];
    const described = isObject(responses) ? deref(responses[String(status)], document) : undefined;
    if (!isObject(described)) return [`status ${status} is not described`];
    const schema = schemaFor(described, 'application/json');
    if (schema === undefined) return status < 400 && body !== '' ? ['answer has a body, and none is described'] : [];
    const isJson = headers['content-type']?.startsWith('application/json') === true;
    return isJson ? against(schema, parsed(body), 'answer', document) : ['answer is not JSON'];
  }

  return (exchange) => {
    const { method, path, query, answer: given } = exchange;
    const found = contracts.flatMap(({ document, base }) => operationOf(document, base, method, path) ?? [])[0];
    const { status } = given;
    if (!found) return { operation: `${method} ${path}`, status, violations: ['the operation is not described'] };
    const violations = [...parameters(found, query), ...requestBody(found, exchange), ...answer(found, given)];
    return { operation: found.key, status, violations };
  };
}

const deref = (value: unknown, document: Fields): unknown =>
  isObject(value) && typeof value['$ref'] === 'string' ? resolved(value['$ref'], document) : value;

function schemaFor(described: Fields, type: string): unknown {
  const content = described['content'];
  const media = isObject(content) ? content[type] : undefined;
  return isObject(media) ? media['schema'] : undefined;
}

/** A query and a path have texts only: what the schema calls a list or a number is read as one. */
function typed(values: readonly string[], schema: unknown): unknown {
  const type = isObject(schema) ? schema['type'] : undefined;
  if (type === 'array') return values;
  const [value = ''] = values;
  return type === 'integer' ? Number(value) : type === 'boolean' ? value === 'true' : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
