import demo from '../../local/demo/demo.config.ts';

const { people: _secondSystem, ...connections } = demo.connections;
const { flags: _unleash, jira: _atlassian, ...targets } = demo.targets;

/**
 * The company of the tests: that of the demo, with one HR system, and Atlan alone. Whatever stands in lifecycle.config.ts, tests do not depend
 * on it. `readConfig` checks it where it is used.
 */
export default {
  ...demo,
  connections,
  targets,
  rules: demo.rules.filter(({ target }) => Object.hasOwn(targets, target)),
};
