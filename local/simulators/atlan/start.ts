import { fieldsOf, filledText } from '../kit/decode.ts';
import type { Simulator, SimulatorSettings } from '../kit/server.ts';
import { startAtlanSimulator } from './server.ts';

/** Starts a tenant on the local cloud, which finds this file by the name of the provider. */
export async function startSimulator(settings: SimulatorSettings): Promise<Simulator> {
  const simulator = await startAtlanSimulator(settings);
  return { ...simulator, connectScim: () => connectScim(simulator) };
}

/** What an administrator does: switches SCIM on, and generates its token. */
async function connectScim({ control }: Simulator): Promise<string> {
  await ask(`${control}/options`, 'PATCH', { scimTenant: true });
  return fieldsOf(await ask(`${control}/scim-token`, 'POST'), 'body', ['token']).required('token', filledText);
}

async function ask(url: string, method: string, body?: object): Promise<unknown> {
  const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(url, { method, ...sent });
  if (!response.ok) throw new Error(`The simulator answered ${method} with ${response.status}`);
  return response.json();
}
