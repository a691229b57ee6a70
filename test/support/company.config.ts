import demo from '../../local/demo/demo.config.ts';
import { defineConfig } from '../../shared/contracts/config/define-config.ts';

const { people: _secondSystem, ...connections } = demo.connections;

/** The company of the tests: that of the demo, with one HR system. Whatever stands in lifecycle.config.ts, tests do not depend on it. */
export default defineConfig({ ...demo, connections });
