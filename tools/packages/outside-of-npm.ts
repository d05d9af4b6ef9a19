import { pythonFreeEnvironment } from '../emulator/python-environment';

/** The environment without the variables in which npm passes its package to child processes. For npm or Python in another package. */
export function outsideOfNpm(): NodeJS.ProcessEnv {
  const aboutThisPackage = /^(npm_(package|lifecycle)_|npm_(command|execpath|node_execpath|config_local_prefix)$|INIT_CWD$|NODE_PATH$|NODE_OPTIONS$|JEST_)/;
  return Object.fromEntries(Object.entries(pythonFreeEnvironment()).filter(([name]) => !aboutThisPackage.test(name)));
}
