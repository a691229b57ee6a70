import { pathOf } from '../../shared/contracts/operate/path-of.ts';
import { COMMANDS, type CommandName } from '../../shared/contracts/operate/registry.ts';
import { jsonOrUndefined } from '../../shared/domain/text/json-or-undefined.ts';
import type { CliContext } from '../cli-context.ts';
import type { Place } from '../connect/place.ts';
import { post } from '../connect/post.ts';
import { refusalOf } from '../connect/refusal-of-reply.ts';
import { signed } from '../connect/signed.ts';
import type { Call } from './presentation.ts';
import { toldOfFields } from './told-of-fields.ts';

/** One command of the control plane. Its words are joined by hyphens in its address. */
export function operateCall(name: CommandName, place: Place, context: CliContext): Call {
  const url = `${place.api}/operate/${pathOf(name)}`;
  const args = COMMANDS.find((command) => command.name === name)?.arguments ?? [];
  return async (input) => {
    const request = { url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) };
    const reply = await post(await signed(request, place), context);
    if (reply.status !== 200) throw refusalOf(reply, url, (fields) => toldOfFields(fields, args, input));
    return jsonOrUndefined(reply.text);
  };
}
